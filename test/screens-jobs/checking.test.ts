/** The page « Vérifier l'installation »: each check in words with what to do next, and « Réparer » for what can be mended. */

import type { TriggerDocument } from '../../local/kernel/triggers';
import type { CheckReport } from '../../src/actions/check-installation';
import type { SendingProgress } from '../../src/actions/sending-progress';
import { DECISION_TYPED, drafted, INSTALLED, SEND } from '../exactly-once/preparations';
import { Case, COLLEAGUE, MANAGER, PreparedWorkspace } from '../exactly-once/prepared-workspace';
import { ask, given, openPage } from './pages';

const ITEM = "Vérifier l'installation";

let installed: PreparedWorkspace;
beforeAll(async () => {
  installed = await PreparedWorkspace.play(INSTALLED);
}, 60_000);

const open = (one: Case, by = MANAGER) => openPage<CheckReport>(one, ITEM, { sheet: 'Accueil', rows: [1], by });
const checkOf = ({ checks }: CheckReport, name: string) => {
  const found = checks.find(check => check.name === name);
  if (found === undefined) throw new Error(`There is no check of ${name}.`);
  return found;
};
/** What a script asked for when it made this trigger, without its schedule. */
const wishOf = ({ handler, source, eventType, sourceId }: TriggerDocument) => ({
  handler,
  source,
  eventType,
  sourceId,
});
/** An installation with its formulas, as « Réparer » needs it. */
async function fresh(): Promise<Case> {
  const one = Case.onNewWorkspace();
  await one.play(INSTALLED);
  return one;
}

it('tells a sound installation in words, check by check', async () => {
  const one = await fresh();
  one.wait(30);
  const { data, text } = open(one);
  expect(data.sentence).toMatch(/^Tout est en ordre/);
  expect(data.checks.map(({ name, state, next }) => [name, state, next])).toEqual(
    [
      'Onglets et colonnes',
      'Références',
      'Paramètres',
      'Modèles de courriers',
      'Compte gestionnaire',
      'Déclencheurs',
      'Relève automatique',
      'Services Google',
      'Courriels sur 24 heures',
      'Formulaire de demande',
      'Dossier et modèles',
      'Courriels en attente',
      'Journal',
    ].map(name => [name, 'ok', '']),
  );
  expect(text).toMatch(/Déclencheurs : en ordre\nEn place, pour dispositif@cuf\.example : réception des demandes/);
  expect(text).toMatch(/Dernière relève : \S+ \d+ \S+ 2018/);
  expect(text).toContain('Il reste 1500 courriels sur 1500');
  expect(data.formUrl).toMatch(/^https:\/\//);
  expect(Object.values(data.states)).toEqual(['En ordre', 'À corriger', 'À surveiller']);
});

it('says before the first sweep that there was none', () => {
  const { found, state } = checkOf(open(installed.copy()).data, 'Relève automatique');
  expect([state, ...found]).toEqual(['watch', expect.stringContaining('n’a pas encore tourné')]);
});

it('names what is missing, and « Réparer » puts it back', async () => {
  const one = await fresh();
  await one.play('  - tamper: { tab: Demandes, row: 1, values: { Part dispositif: perdu } }\n');
  const before = checkOf(open(one).data, 'Onglets et colonnes');
  expect(before).toMatchObject({ state: 'mend', found: [expect.stringContaining('« Part dispositif »')] });
  expect(before.next).toContain('« Réparer »');
  const after = given(ask<CheckReport>(one, 'pageRepair'));
  expect(after.repaired).toMatch(/^Remis en place : .*Part dispositif/);
  expect(checkOf(after, 'Onglets et colonnes').state).toBe('ok');
  expect(one.rows('Journal').at(-1)?.Action).toBe('Réparation');
});

it('puts back a trigger that somebody removed', async () => {
  const one = await fresh();
  const [sweep] = one.workspace.triggers.all().filter(({ handler }) => handler === 'onSweep');
  if (sweep) one.workspace.triggers.remove(sweep.id);
  expect(checkOf(open(one).data, 'Déclencheurs')).toMatchObject({
    state: 'mend',
    found: [expect.stringContaining('onSweep')],
  });
  expect(checkOf(given(ask<CheckReport>(one, 'pageRepair')), 'Déclencheurs').state).toBe('ok');
});

it('says that a trigger is there twice, and « Réparer » keeps one', async () => {
  const one = await fresh();
  const { triggers } = one.workspace;
  const [daily] = triggers.of(MANAGER).filter(({ handler }) => handler === 'onDaily');
  if (daily) triggers.create(MANAGER, daily.schedule ? { ...wishOf(daily), schedule: daily.schedule } : wishOf(daily));
  expect(checkOf(open(one).data, 'Déclencheurs')).toMatchObject({
    state: 'mend',
    found: [expect.stringMatching(/onDaily est présent 2 fois/)],
  });
  expect(checkOf(given(ask<CheckReport>(one, 'pageRepair')), 'Déclencheurs').state).toBe('ok');
  expect(triggers.of(MANAGER).filter(({ handler }) => handler === 'onDaily')).toHaveLength(1);
});

it('says that the trigger of answers listens to another form, and « Réparer » ties it to ours', async () => {
  const one = await fresh();
  const { triggers } = one.workspace;
  const [answers] = triggers.of(MANAGER).filter(({ handler }) => handler === 'onFormAnswer');
  if (answers) {
    triggers.remove(answers.id);
    triggers.create(MANAGER, { ...wishOf(answers), sourceId: 'another-form' });
  }
  expect(checkOf(open(one).data, 'Déclencheurs')).toMatchObject({
    state: 'mend',
    found: [expect.stringMatching(/onFormAnswer écoute un autre formulaire/)],
  });
  expect(checkOf(given(ask<CheckReport>(one, 'pageRepair')), 'Déclencheurs').state).toBe('ok');
});

it('changes nothing when nothing is to be mended, and says so', async () => {
  const one = await fresh();
  const ledger = one.rows('Journal').length;
  expect(given(ask<CheckReport>(one, 'pageRepair')).repaired).toMatch(/rien n’a été changé/);
  expect(one.rows('Journal')).toHaveLength(ledger);
});

it('lets only the managing account repair, and tells another what it cannot see', () => {
  const one = installed.copy();
  const { data } = open(one, COLLEAGUE);
  expect(data.cannotRepair).toContain(MANAGER);
  expect(checkOf(data, 'Compte gestionnaire').found[0]).toContain(COLLEAGUE);
  for (const name of ['Déclencheurs', 'Services Google', 'Formulaire de demande', 'Dossier et modèles'])
    expect(checkOf(data, name)).toMatchObject({ state: 'watch', next: expect.stringContaining(MANAGER) });
  expect(ask(one, 'pageRepair', [], COLLEAGUE)).toMatchObject({ ok: false, reason: expect.stringContaining(MANAGER) });
});

it('tells another account than CompteGestion apart', async () => {
  const one = installed.copy();
  await one.play('  - tamper: { tab: Paramètres, row: CompteGestion, values: { Valeur: autre@cuf.example } }\n');
  expect(checkOf(open(one).data, 'Compte gestionnaire')).toMatchObject({
    state: 'mend',
    next: expect.stringContaining(MANAGER),
  });
});

it.each([
  ['PointsTechnique', '', 'PointsTechnique'],
  ['DelaiJours', 'dix', 'DelaiJours'],
])('names the setting %s when it holds « %s »', async (name, value, said) => {
  const one = installed.copy();
  await one.play(`  - tamper: { tab: Paramètres, row: ${name}, values: { Valeur: "${value}" } }\n`);
  const check = checkOf(open(one).data, 'Paramètres');
  expect(check.state).toBe('mend');
  expect(check.found.join(' ')).toContain(said);
  expect(check.next).toContain('Paramètres');
});

it('names the ledger line that was changed, and does not pretend to mend it', async () => {
  const one = installed.copy();
  await one.play('  - tamper: { tab: Journal, row: 2, values: { Après: x } }\n');
  const check = checkOf(given(ask<CheckReport>(one, 'pageRepair')), 'Journal');
  expect(check.state).toBe('mend');
  expect(check.found[0]).toMatch(/ligne n°\s1 du journal/);
  expect(check.next).not.toContain('Réparer');
});

it('says when the sweep has not run for hours', async () => {
  const one = await fresh();
  one.wait(30);
  for (const { id } of one.workspace.triggers.all()) one.workspace.triggers.remove(id);
  one.wait(24 * 60);
  expect(checkOf(open(one).data, 'Relève automatique')).toMatchObject({
    state: 'mend',
    found: [expect.stringMatching(/n’a pas tourné depuis le/)],
  });
});

it('says that an interrupted sending waits for a person', async () => {
  const codes = Array.from({ length: 56 }, (_, index) => `T${index + 10}`);
  const one = (await installed.followedBy(`${DECISION_TYPED}${drafted(codes)}`)).copy();
  await one.play(SEND);
  given(ask<SendingProgress>(one, 'pageStopJob', ['CONS-2018-001']));
  expect(checkOf(open(one).data, 'Courriels en attente')).toMatchObject({
    state: 'watch',
    found: ['Interrompu par une personne : CONS-2018-001.', 'Rien n’attend.'],
    next: expect.stringContaining('« Envoyer les termes de référence »'),
  });
});

it('says how long Gmail’s limit holds', async () => {
  const one = (await installed.followedBy(`${DECISION_TYPED}${drafted(['ALPHA', 'BETA'])}`)).copy();
  await one.playWith({ mailQuota: 1, how: 'throw' }, SEND);
  expect(checkOf(open(one).data, 'Courriels sur 24 heures')).toMatchObject({
    state: 'watch',
    found: [expect.stringMatching(/rien ne part avant le/)],
  });
});

it('says that a form is closed', () => {
  const one = installed.copy();
  const { forms } = one.stage;
  for (const id of forms.formIds()) {
    const form = forms.find(id);
    if (form === undefined) continue;
    form.accepting = false;
    forms.changed(form);
  }
  expect(checkOf(open(one).data, 'Formulaire de demande')).toMatchObject({ state: 'watch' });
});

it('shows no exception when a service fails', () => {
  const one = installed.copy();
  const { text } = open(one);
  expect(text).not.toMatch(/Exception|Error:|undefined|null/);
});
