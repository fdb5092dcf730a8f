/** Scenarios of the repository, played to their end on the very script that clasp would push, and readings of what they leave. */
import { join } from 'node:path';
import { scopesOf } from '../../local/kernel/scopes';
import { builtScript } from '../../local/play/built-script';
import type { Outputs } from '../../local/play/outputs';
import { Performance } from '../../local/play/performance';
import { headerValue, readAddresses } from '../../local/post/header-text';
import { parseMime } from '../../local/post/mime-tree';
import { calledMembers } from '../build/called-members';

const ROOT = join(__dirname, '../..');
export const MINUTES = 60_000;

/** The members of Google, of those asked for, that the source does not show it calls. */
export function unshown(asked: readonly string[]): string[] {
  const called = calledMembers();
  // A group of methods, as `Gmail.Users.Messages.Attachments`, is looked at before one of its methods is called.
  const isGroup = (member: string): boolean => [...called].some(method => method.startsWith(`${member}.`));
  return asked.filter(member => !called.has(member) && !isGroup(member));
}

export type Played = Outputs & { readonly asked: readonly string[] };

/** What a scenario leaves, and the members of Google that it `asked` a permission for. */
export async function played(name: string): Promise<Played> {
  const performance = new Performance({ file: join(ROOT, 'scenarios', name), bundleDir: builtScript(ROOT) });
  await performance.play();
  const asked = [...performance.stage.workspace.usedMembers].filter(member => scopesOf(member).length > 0);
  return { ...performance.outputs(), asked };
}

export type Cells = Readonly<Record<string, unknown>>;
export const rows = (outputs: Outputs, tab: string): readonly Cells[] => outputs.workbook[tab] ?? [];
export const column = (table: readonly Cells[], header: string): unknown[] => table.map(row => row[header]);
export const row = (outputs: Outputs, tab: string, reference: string): Cells =>
  rows(outputs, tab).find(cells => cells.Référence === reference) ?? {};
export const amount = (outputs: Outputs, item: string): unknown =>
  rows(outputs, 'Budget').find(({ Poste }) => Poste === item)?.Montant;
/** How many of the sent mails name an address in To and a text in their subject. */
export const mailsTo = (outputs: Outputs, address: string, tag: string): number =>
  outputs.sent.filter(raw => {
    const { headers } = parseMime(Buffer.from(raw));
    const to = readAddresses(headerValue(headers, 'To') ?? '').map(recipient => recipient.address);
    return to.includes(address) && (headerValue(headers, 'Subject') ?? '').includes(tag);
  }).length;
