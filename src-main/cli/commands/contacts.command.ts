import type { Command } from 'commander';
import { collect, importFile } from '../import-file.ts';
import type { RunCommand } from '../run-command.ts';
import { type ExportFlags, exportContacts } from './export-contacts.ts';

interface ImportFlags {
  list?: string;
  map: string[];
  update: boolean;
}

export function addContactCommands(program: Command, run: RunCommand): void {
  const contacts = program.command('contacts').description('people outside, and files of them');

  contacts
    .command('import <file>')
    .description('read a CSV file or a workbook into contacts')
    .option('--list <name>', 'add everybody to this list; it is made if it does not exist')
    .option(
      '--map <column=field>',
      'where a column goes, e.g. --map Mail=email --map Plan=attributes.plan',
      collect,
      [],
    )
    .option('--no-update', 'leave contacts alone that are already there')
    .action((file: string, { map, list, update }: ImportFlags, command: Command) =>
      run(command, (connection, output) =>
        importFile(connection, output, { kind: 'contacts', file, map, list, update_existing: update }),
      ),
    );

  contacts
    .command('export')
    .description('write contacts into a file: everybody, a segment, or who is subscribed to a list')
    .option('--segment <name>', 'only those in this segment')
    .option('--list <name>', 'only those subscribed to this list')
    .option('--out <file>', 'where to; by default a name with the time in this folder')
    .option('--format <format>', 'csv or xlsx; by default as the file is named', '')
    .option('--force', 'replace a file that is there already')
    .action((flags: ExportFlags, command: Command) =>
      run(command, ({ client }, output) => exportContacts(client, output, flags)),
    );
}
