/** Calls to the host of the Workspace, typed by its own methods. */
import type { MethodName, Params, Result } from '../host/methods';
import type { DroppedMail, WrittenMail } from '../server/mail-writer';
import { person, session } from './identity';

/** The host said no; the message is a sentence for the person. */
export class Refused extends Error {
  override readonly name: string = 'Refused';
}

/** Nobody answered: whether the host has taken the request is not known. */
export class Unreachable extends Refused {
  override readonly name = 'Unreachable';
}

const UNREACHABLE = "Le Workspace local ne répond plus. Regardez s'il tourne encore dans le terminal, puis réessayez.";

/** Throws Refused with a sentence when the host refuses or cannot be reached. */
export async function call<N extends MethodName>(method: N, params: Params<N>): Promise<Result<N>> {
  return (await post(`/api/${method}`, params)) as Result<N>;
}

/** What the server does itself, because it takes a moment. */
interface ServerMethods {
  'mail.write': { params: WrittenMail; result: null };
  'mail.drop': { params: DroppedMail; result: null };
  'server.state': { params: Record<string, never>; result: { smtpPort: number | null } };
}

/** The same for a method of the server. */
export async function callServer<N extends keyof ServerMethods>(
  method: N,
  params: ServerMethods[N]['params'],
): Promise<ServerMethods[N]['result']> {
  return (await post(`/api/${method}`, params)) as ServerMethods[N]['result'];
}

/** The answer to a question of the script; null closes its box. */
export async function answerQuestion(ask: string, answer: string | null): Promise<void> {
  await post('/answer', { ask, answer });
}

/** Where a browser gets the file that a method gives. */
export function downloadAddress<N extends MethodName>(method: N, params: Params<N>): string {
  return `/download/${method}?params=${encodeURIComponent(JSON.stringify(params))}`;
}

async function post(path: string, body: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-session': session,
        'x-person': encodeURIComponent(person()),
      },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Unreachable(UNREACHABLE);
  }
  const answer = (await response.json().catch(() => undefined)) as { value?: unknown; refused?: string } | undefined;
  if (answer === undefined) throw new Unreachable(UNREACHABLE);
  if (!response.ok) throw new Refused(answer.refused ?? UNREACHABLE);
  return answer.value;
}
