/**
 * Désigner les titulaires: the applications that the committee retained become holders of the framework agreement, valid from
 * the day of signature; every applicant is told the decision once.
 */

import type { LetterName } from '../mail/letter-templates';
import { said, senderValues } from '../mail/letter-values';
import { lastDay } from '../scheme/holders';
import { isSameBody } from '../scheme/same-applicant';
import { type Day, formatDayInWords, parseFrenchDay } from '../scheme/time';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { tenderWording as words } from '../sheets/wording-tender';
import { derogationsOf, lateDerogation } from './derogations';
import type { Desk } from './desk';
import { prepareLetters, queueLetters, tellAndDeliver } from './letters';
import { Refused, require } from './refused';
import { again, selected } from './selected';

const TITLE = 'Désigner les titulaires';
type Application = StoredRow<'applications'>;

export function appointHolders(desk: Desk): (() => void) | null {
  const chosen = selected(desk, 'applications');
  checkAll(desk, chosen);
  const typed = desk.screen.ask(TITLE, words.askSignature);
  if (typed === null) return null;
  const signedOn = parseFrenchDay(typed);
  if (!signedOn.ok) throw new Refused(signedOn.reason);
  const names = chosen.map(({ values }) => `${values.reference} – ${values.organisation}`);
  if (!desk.screen.confirm(TITLE, words.confirmAppointment(names, formatDayInWords(signedOn.value)))) return null;
  return () => {
    const rows = again(desk, 'applications', chosen);
    checkAll(desk, rows);
    const holders = desk.workbook.table('holders');
    const present = holders.all().map(({ values }) => values);
    const codes = new Set(present.map(({ code }) => code));
    const appointed = rows.map(({ values }) => {
      const code = codeFor(values.organisation, codes);
      codes.add(code);
      return { application: values, code };
    });
    holders.append(
      appointed.map(({ application, code }) => ({
        code,
        organisation: application.organisation,
        email: application.email,
        sectors: application.sectors,
        overseas: application.overseas,
        signedOn: signedOn.value,
        renewals: 0,
      })),
    );
    for (const { application, code } of appointed) {
      desk.ledger.record({ action: TITLE, subject: application.reference, field: 'Titulaire', after: code });
    }
    const letters = [
      ...appointed.map(({ application, code }) =>
        letterOf(desk, 'Candidature retenue', application, { Code: code, ...validity(signedOn.value) }),
      ),
      ...refusedToTell(desk).map(application =>
        letterOf(desk, 'Candidature non retenue', application, { Motif: said(application.reason) }),
      ),
    ];
    queueLetters(desk, prepareLetters(desk, letters));
    // What comes from now on is no application any more.
    desk.memory.set('tender', null);
    desk.save();
    tellAndDeliver(
      desk,
      TITLE,
      appointed.map(({ application, code }) => words.appointed(application.organisation, code)),
      letters.length,
    );
  };
}

/** Each must be retained, on time (or admitted by derogation), and conform; no organisation twice. */
function checkAll(desk: Desk, rows: readonly Application[]): void {
  const derogations = derogationsOf(desk);
  const holders = desk.workbook.table('holders').all();
  for (const { values } of rows) {
    const { reference, decision, timeliness, conformity } = values;
    require(decision === 'retenue', words.notRetained(reference));
    const isAdmitted = desk.settings.acceptLateByDerogation && lateDerogation(derogations, [reference]);
    require(timeliness !== 'hors délai' || isAdmitted, words.lateCannotBeAppointed(reference));
    require(conformity === 'conforme', words.notConform(reference, conformity));
    const same = holders.find(({ values: holder }) => isSameBody(values, holder));
    require(same === undefined, words.alreadyHolder(reference, same?.values.code ?? ''));
  }
  rows.forEach(({ values }, index) => {
    const twin = rows.slice(0, index).find(other => isSameBody(values, other.values));
    require(twin === undefined, words.applicationTwice(twin?.values.reference ?? '', values.reference));
  });
}

/** A short code of capital letters from the name, which nobody has yet. */
function codeFor(organisation: string, taken: ReadonlySet<string>): string {
  const plain = organisation
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toUpperCase()
    .replace(/[^A-Z0-9 ]/g, ' ');
  const word = plain.split(' ').find(part => /^[A-Z]/.test(part) && part.length >= 3) ?? plain.replace(/[^A-Z]/g, '');
  const base = (word || 'TITULAIRE').slice(0, 12);
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}${number}`)) number += 1;
  return `${base}${number}`;
}

/** Applications refused by the committee that no letter has told yet. */
function refusedToTell(desk: Desk): Row<'applications'>[] {
  const told = new Set(
    desk.workbook
      .table('letters')
      .where('template', 'Candidature non retenue')
      .map(({ values }) => values.subject),
  );
  return desk.workbook
    .table('applications')
    .where('decision', 'refusée')
    .map(({ values }) => values)
    .filter(({ reference, email }) => !told.has(reference) && email !== '');
}

function letterOf(desk: Desk, template: LetterName, application: Row<'applications'>, values: Record<string, string>) {
  return {
    template,
    about: application.reference,
    to: application.email,
    values: {
      ...senderValues(desk.settings),
      Référence: application.reference,
      Organisme: said(application.organisation),
      ...values,
    },
  };
}

function validity(signedOn: Day): Record<string, string> {
  const last = lastDay({ signedOn, renewals: 0, suspended: false });
  return { 'Signé le': formatDayInWords(signedOn), Fin: last === null ? wording.noStatus : formatDayInWords(last) };
}
