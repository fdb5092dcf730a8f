/** `npm start`: opens the Workspace in the browser; says where to look, and ends cleanly on Ctrl+C. */
import '../play/paris-time';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Serving, serve } from './server/serve';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DEFAULT_PORT = 8080;
const DEFAULT_SMTP_PORT = 2525;

const USAGE = `Usage: npm start [-- --port N --workspace DIR]
  --port N         another port than ${DEFAULT_PORT}; 0 takes any that is free
  --smtp-port N    another port for mail programs than ${DEFAULT_SMTP_PORT}; 0 takes any that is free
  --workspace DIR  where everything is kept; workspace/ when it is not given
`;

function options(): { port: number; smtpPort: number; folder: string } | undefined {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ options: { port: text, 'smtp-port': text, workspace: text } });
    const port = Number(values.port ?? DEFAULT_PORT);
    const smtpPort = Number(values['smtp-port'] ?? DEFAULT_SMTP_PORT);
    if (![port, smtpPort].every(one => Number.isInteger(one) && one >= 0 && one <= 65_535)) return undefined;
    return { port, smtpPort, folder: resolve(values.workspace ?? join(ROOT, 'workspace')) };
  } catch {
    return undefined;
  }
}

function stopWith(code: number): (error: Error) => void {
  return error => {
    console.error(error);
    process.exit(code);
  };
}

async function main(): Promise<void> {
  const given = options();
  if (given === undefined) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  let serving: Serving;
  try {
    serving = await serve(
      {
        ...given,
        bundleDir: join(ROOT, 'dist'),
        scenarios: join(ROOT, 'scenarios'),
        pages: join(ROOT, 'build/web'),
        thread: new URL('./thread.js', import.meta.url),
      },
      stopWith(1),
    );
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') throw error;
    console.error(`Le port ${given.port} est pris : fermez ce qui l'utilise, ou lancez : npm start -- --port 0`);
    process.exitCode = 1;
    return;
  }
  console.log(`Appui AICT, Workspace local : ${serving.url}`);
  console.log(
    serving.smtpPort === null
      ? `Le port de courrier ${given.smtpPort} est pris : les courriels s'écrivent dans les pages seulement.`
      : `Courrier des logiciels de cette machine : SMTP, 127.0.0.1, port ${serving.smtpPort}, sans mot de passe.`,
  );
  console.log(`Tout est gardé dans ${given.folder}. Ctrl+C pour arrêter.`);
  const stop = (): void => {
    void serving.stop().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

await main();
