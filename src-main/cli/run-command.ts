import type { Command } from 'commander';
import { type Connection, connect } from './connect.ts';
import type { GlobalFlags } from './global-flags.ts';
import { createOutput, type Output, reportFailure } from './output.ts';

/** Runs the body of a command on a connection and turns its answer into the exit code. */
export type RunCommand = (
  command: Command,
  body: (connection: Connection, output: Output) => Promise<number>,
) => Promise<void>;

export const runCommand: RunCommand = async (command, body) => {
  const flags = command.optsWithGlobals<GlobalFlags>();
  const output = createOutput(flags.json);
  try {
    const connection = await connect(flags);
    try {
      process.exitCode = await body(connection, output);
    } finally {
      await connection.close();
    }
  } catch (error) {
    reportFailure(error, flags.json);
    process.exitCode = 1;
  }
};
