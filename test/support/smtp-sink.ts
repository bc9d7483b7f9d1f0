import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { testCertificate } from './test-certificate.ts';

/** What a server does to a recipient, by the part of the address before the @; everybody else is accepted. */
export type Fault =
  | { at: 'rcpt' | 'data' | 'mail'; code: number; text: string; times?: number }
  /** Ends the connection without a word. */
  | { at: 'drop_on_mail' | 'drop_on_rcpt' | 'drop_in_data' | 'drop_after_accepting'; times?: number }
  | { at: 'slow'; millis: number };

export interface SinkOptions {
  /** Looked up at each step, so a test may change it while the server runs. */
  faultOf?(address: string): Fault | undefined;
  /** Turns away every connection with these words. */
  turnAway?(): { code: number; text: string } | undefined;
  auth?: { user: string; pass: string };
  /** Tokens instead of passwords. */
  oauth?: { user: string; token: string };
  tls?: 'starttls' | 'tls';
  hide?: readonly ('PIPELINING' | '8BITMIME' | 'SMTPUTF8' | 'SIZE')[];
  size?: number;
  /** How long the answer to each message takes. */
  delay?: number;
}

export interface SunkMail {
  at: number;
  /** The envelope's sender. */
  return_path: string;
  to: string;
  message_id: string;
  raw: string;
  /** Whether the client was told. */
  answered: boolean;
}

/** A real SMTP server that misbehaves as it is told and remembers every message that it took. */
export class SmtpSink {
  readonly mails: SunkMail[] = [];
  connections = 0;
  most_connections = 0;
  readonly #server: SMTPServer;
  readonly #uses = new Map<string, number>();

  private constructor(options: SinkOptions) {
    this.#server = new SMTPServer({
      banner: 'sink',
      authOptional: !options.auth && !options.oauth,
      authMethods: options.oauth ? ['XOAUTH2'] : ['PLAIN', 'LOGIN'],
      disabledCommands: [
        ...(options.auth || options.oauth ? [] : ['AUTH']),
        ...(options.tls === 'starttls' ? [] : ['STARTTLS']),
      ],
      allowInsecureAuth: true,
      secure: options.tls === 'tls',
      ...(options.tls ? testCertificate() : {}),
      size: options.size,
      hidePIPELINING: options.hide?.includes('PIPELINING'),
      hide8BITMIME: options.hide?.includes('8BITMIME'),
      hideSMTPUTF8: options.hide?.includes('SMTPUTF8'),
      hideSize: options.hide?.includes('SIZE'),
      disableReverseLookup: true,
      closeTimeout: 100,
      logger: false,
      onConnect: (_session, done) => {
        const refusal = options.turnAway?.();
        if (refusal) return done(refusalOf(refusal));
        this.connections += 1;
        this.most_connections = Math.max(this.most_connections, this.connections);
        done();
      },
      onClose: () => {
        this.connections -= 1;
      },
      onAuth: ({ username, password, accessToken }, _session, done) => {
        const { auth, oauth } = options;
        const fits = oauth
          ? username === oauth.user && accessToken === oauth.token
          : username === auth?.user && password === auth?.pass;
        if (fits) done(null, { user: username });
        else done(refusalOf({ code: 535, text: '5.7.8 Authentication failed' }));
      },
      onMailFrom: (address, session, done) => this.#step('mail', address.address, session.id, options, done),
      onRcptTo: (address, session, done) => this.#step('rcpt', address.address, session.id, options, done),
      onData: (stream, session, done) => {
        const [recipient] = session.envelope.rcptTo;
        const to = recipient?.address ?? '';
        const fault = this.#faultFor(options, to, ['drop_in_data']);
        if (fault) {
          this.#drop(session.id);
          return;
        }
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => this.#take(session, Buffer.concat(chunks), options, done));
      },
    });
    this.#server.on('error', () => {});
  }

  static async start(options: SinkOptions = {}): Promise<SmtpSink> {
    const sink = new SmtpSink(options);
    await new Promise<void>((resolve) => sink.#server.listen(0, '127.0.0.1', resolve));
    return sink;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  get recipients(): string[] {
    return this.mails.map(({ to }) => to);
  }

  /** Recipients that were taken more than once. */
  get doubled(): string[] {
    return this.recipients.filter((to, index) => this.recipients.indexOf(to) !== index);
  }

  /** Ends every connection without a word. */
  hangUp(): void {
    for (const connection of this.#server.connections) connection._socket.destroy();
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #step(
    at: 'mail' | 'rcpt',
    address: string,
    id: string,
    options: SinkOptions,
    done: (error?: Error | null) => void,
  ): void {
    const fault = this.#faultFor(options, address, [at, `drop_on_${at}`]);
    if (!fault) done();
    else if ('code' in fault) done(refusalOf(fault));
    else this.#drop(id);
  }

  #take(
    { id, envelope }: SMTPServerSession,
    raw: Buffer,
    options: SinkOptions,
    done: (error?: Error | null, message?: string) => void,
  ): void {
    const to = envelope.rcptTo[0]?.address ?? '';
    const return_path = envelope.mailFrom ? envelope.mailFrom.address : '';
    const fault = this.#faultFor(options, to, ['data', 'drop_after_accepting', 'slow']);
    if (fault && 'code' in fault) {
      done(refusalOf(fault));
      return;
    }
    const text = raw.toString('latin1');
    const message_id = /^message-id:\s*(\S+)/im.exec(text)?.[1] ?? '';
    const mail = {
      at: Date.now(),
      return_path,
      to,
      message_id,
      raw: text,
      answered: fault?.at !== 'drop_after_accepting',
    };
    if (fault?.at === 'slow') this.#accept(mail, done, fault.millis);
    else if (fault) {
      this.mails.push(mail);
      this.#drop(id);
    } else this.#accept(mail, done, options.delay ?? 0);
  }

  /** The message counts as taken before the client hears of it. */
  #accept(mail: SunkMail, done: (error: null, message: string) => void, delay: number): void {
    const id = this.mails.push(mail).toString(16);
    const answer = () => done(null, `2.0.0 Ok: queued as ${id}A9`);
    if (delay > 0) setTimeout(answer, delay);
    else answer();
  }

  #faultFor(options: SinkOptions, address: string, stages: readonly Fault['at'][]): Fault | undefined {
    const fault = options.faultOf?.(address);
    if (!fault || !stages.includes(fault.at)) return undefined;
    const uses = (this.#uses.get(address) ?? 0) + 1;
    this.#uses.set(address, uses);
    return 'times' in fault && fault.times !== undefined && uses > fault.times ? undefined : fault;
  }

  #drop(id: string): void {
    for (const connection of this.#server.connections) if (connection.id === id) connection._socket.destroy();
  }
}

function refusalOf({ code, text }: { code: number; text: string }): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
