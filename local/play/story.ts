// The story of a scenario in French: who did what at each step, in words a reader of the terminal can follow.
import type { CommentGesture, Gesture, RowAddress, Step } from './scenario';

/** Who acts, and what they do. `who` is empty when nobody does: time passes. */
export interface Told {
  readonly who: string;
  readonly what: string;
}

const parisTime = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** `05/11/2018 14:30:00`, in Paris. */
export function tellInstant(instant: number): string {
  return parisTime.format(instant).replace(',', '').replace(/\s+/g, ' ');
}

/** A step told in one sentence. `actor` is the account that acts when the step names nobody. */
export function tellStep(step: Step, actor: string): Told {
  const who = (step.by ?? actor).split('@')[0] ?? '';
  return tellGesture(step.gesture, who);
}

function tellGesture(gesture: Gesture, who: string): Told {
  switch (gesture.kind) {
    case 'wait':
      return { who: '', what: 'le temps passe' };
    case 'run':
      return { who, what: `${gesture.item}${gesture.on.length === 0 ? '' : ` : ${tellRows(gesture.on)}`}` };
    case 'set':
      return { who, what: `règle ${tellValues(gesture.values)}` };
    case 'fill':
      return { who, what: `remplit ${gesture.tab} : ${tellFirstValues(gesture.rows)}` };
    case 'submit':
      return { who: respondent(gesture.answers), what: `répond au formulaire : ${project(gesture.answers)}` };
    case 'resubmit':
      return { who: gesture.as, what: `corrige sa réponse : ${Object.keys(gesture.answers).join(', ')}` };
    case 'renameQuestion':
      return { who, what: `renomme la question « ${gesture.from} » en « ${gesture.to} »` };
    case 'edit':
      return { who, what: `saisit dans ${gesture.tab}, ${gesture.row} : ${tellValues(gesture.values)}` };
    case 'rows':
      return { who, what: tellRowsGesture(gesture.rows) };
    case 'comment':
      return { who: gesture.comment.author ?? who, what: tellComment(gesture.comment) };
    case 'mail': {
      const { mail } = gesture;
      const pieces = mail.attachments?.length ?? 0;
      const joined = pieces === 0 ? '' : ` (${pieces} ${pieces === 1 ? 'pièce jointe' : 'pièces jointes'})`;
      if ('reply' in mail) {
        const [consultation, holder] = mail.reply.split('/');
        return { who: holder ?? '', what: `répond à ${consultation}${joined}` };
      }
      return { who: mail.from.replace(/\s*<.*$/, ''), what: `écrit : ${mail.subject ?? 'sans objet'}${joined}` };
    }
    case 'eml':
      return { who: '', what: `un courriel arrive : ${gesture.path}` };
    case 'formula':
      return { who, what: `écrit une formule en ${gesture.tab}!${gesture.cell} : ${gesture.text}` };
    case 'tamper':
      return { who, what: `force ${gesture.tab}, ligne ${gesture.row} : ${tellValues(gesture.values)}` };
  }
}

function tellComment(comment: CommentGesture): string {
  switch (comment.do) {
    case 'add':
      return `commente ${comment.row} : ${comment.text}`;
    case 'reply':
      return `répond au commentaire « ${comment.comment} » : ${comment.text}`;
    case 'resolve':
      return `résout la discussion « ${comment.comment} »`;
    case 'reopen':
      return `rouvre la discussion « ${comment.comment} »`;
    case 'edit':
      return `réécrit « ${comment.comment} » : ${comment.text}`;
    case 'delete':
      return `supprime « ${comment.comment} »`;
  }
}

function respondent(answers: Readonly<Record<string, unknown>>): string {
  return String(answers['Nom de la collectivité'] ?? 'Une collectivité');
}

function project(answers: Readonly<Record<string, unknown>>): string {
  return String(answers.Intitulé ?? answers['Titre du projet'] ?? 'sans intitulé');
}

function tellValues(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} = ${value === '' ? '(vide)' : String(value)}`)
    .join(', ');
}

function tellFirstValues(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const firsts = rows.map(row => String(Object.values(row)[0] ?? ''));
  return firsts.length <= 6 ? firsts.join(', ') : `${rows.length} lignes`;
}

/** References in order: three or more that follow one another are told as a range. */
export function tellRows(references: readonly RowAddress[]): string {
  const runs: { prefix: string; from: string; to: string; count: number; next: number }[] = [];
  for (const reference of references.map(String)) {
    const [, prefix = reference, digits] = /^(.*?-)(\d+)$/.exec(reference) ?? [];
    const last = runs.at(-1);
    if (last && digits !== undefined && last.prefix === prefix && Number(digits) === last.next) {
      last.to = reference;
      last.count += 1;
      last.next += 1;
    } else
      runs.push({
        prefix,
        from: reference,
        to: reference,
        count: 1,
        next: digits === undefined ? -1 : Number(digits) + 1,
      });
  }
  return runs
    .map(({ from, to, count }) => (count === 1 ? from : count === 2 ? `${from}, ${to}` : `${from} à ${to}`))
    .join(', ');
}

function tellRowsGesture(rows: Extract<Gesture, { kind: 'rows' }>['rows']): string {
  switch (rows.do) {
    case 'insertBefore':
      return `insère une ligne dans ${rows.tab} avant ${rows.at}`;
    case 'delete':
      return `supprime une ligne de ${rows.tab} : ${rows.at}`;
    case 'sort':
      return `trie ${rows.tab} par ${rows.by}`;
  }
}
