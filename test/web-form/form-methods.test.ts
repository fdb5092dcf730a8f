/** The form as a respondent meets it through the host: its model, its checks, sending, correcting, closing. */
import { HostInProcess, MANAGER } from '../web-try/host-in-process';

const LEA = 'lea@grenoble.example';

let at: HostInProcess;
let form: string;

beforeAll(async () => {
  at = new HostInProcess();
  await at.install();
  setting('AdresseReponse', MANAGER);
  const [first] = await at.call('form.list', {});
  form = first?.id ?? '';
});
afterAll(() => at.close());

/** Staff type a setting. */
function setting(name: string, value: string): void {
  const { stage } = at.host;
  const sheet = stage.workbook.sheet('Paramètres');
  if (sheet === undefined) throw new Error('There is no tab Paramètres.');
  const names = sheet.displayValues(sheet.whole).map(([first]) => first);
  stage.typeCell(sheet, names.indexOf(name) + 1, 3, value, MANAGER);
}

type Given = Record<string, string | string[]>;

/** Item ids by the title of their question. */
async function ids(): Promise<(title: string) => number> {
  const { items } = await at.call('form.page', { form });
  return title => {
    const item = items.find(one => one.title === title);
    if (item === undefined) throw new Error(`There is no question ${title}.`);
    return item.id;
  };
}

async function complete(changes: Record<string, string | string[]> = {}): Promise<Given> {
  const id = await ids();
  const given: Record<string, string | string[]> = {
    'Nom de la collectivité': 'Ville de Grenoble',
    'Type de collectivité': 'commune',
    'Numéro SIREN': '213801855',
    'Code INSEE de la commune': '38185',
    'Représentant légal': 'Le maire',
    'Nom du contact': 'Léa Martin',
    Courriel: LEA,
    "Type d'appui demandé": 'Montage de projet',
    Intitulé: 'Une stratégie lisible',
    'Contexte et besoin': 'Relire vingt ans de coopération.',
    'Coût estimé de la prestation TTC (€)': '10800',
    'Engagement à verser la participation en numéraire': ['Oui'],
    ...changes,
  };
  return Object.fromEntries(Object.entries(given).map(([title, value]) => [id(title), value]));
}

function requests(): string[][] {
  const sheet = at.host.stage.workbook.sheet('Demandes');
  if (sheet === undefined) throw new Error('There is no tab Demandes.');
  return sheet.displayValues(sheet.whole).slice(1, sheet.lastRow);
}

test('a Workspace without a form lists none', async () => {
  const empty = new HostInProcess();
  expect(await empty.call('form.list', {})).toEqual([]);
  await expect(empty.call('form.page', { form: 'x' })).rejects.toThrow("Ce formulaire n'existe plus.");
  empty.close();
});

test('the page has what the builder gave: title, description, help, required marks, choices, validations, messages', async () => {
  const page = await at.call('form.page', { form });
  expect(page).toMatchObject({ isOpen: true, allowsEdits: true, collectsEmail: false });
  expect(page.title).toContain('Demande d’appui');
  expect(page.description).toContain('astérisque');
  expect(page.confirmation).toContain('Votre demande est enregistrée');
  expect(new Set(page.items.map(({ type }) => type))).toEqual(
    new Set(['SECTION_HEADER', 'TEXT', 'PARAGRAPH_TEXT', 'LIST', 'MULTIPLE_CHOICE', 'CHECKBOX', 'DATE']),
  );
  const siren = page.items.find(({ title }) => title === 'Numéro SIREN');
  expect(siren).toMatchObject({ required: true, helpText: expect.stringContaining('Neuf chiffres') });
});

test('what is missing or wrong is said question by question, with the builder’s own words, and nothing is recorded', async () => {
  const before = requests().length;
  const id = await ids();
  const given = await complete({
    'Nom du contact': '  ',
    Intitulé: 'a'.repeat(45_001),
    "Type d'appui demandé": 'Audit',
  });
  const outcome = await at.call('form.send', { form, answers: given, response: null }, LEA);
  const { items } = await at.call('form.page', { form });
  const tooLong = items.find(({ title }) => title === 'Intitulé')?.validation?.helpText;
  expect(outcome).toEqual({
    sent: false,
    problems: [
      { item: id('Nom du contact'), problem: 'cette question est obligatoire.' },
      { item: id("Type d'appui demandé"), problem: "« Audit » n'est pas une des réponses proposées." },
      { item: id('Intitulé'), problem: tooLong },
    ],
  });
  expect(tooLong).toContain('raccourcissez-la');
  expect(requests()).toHaveLength(before);
});

test('an answer fires the trigger of the form as its creator, and the request is there with its receipt', async () => {
  const sent = await at.call('form.send', { form, answers: await complete(), response: null }, LEA);
  expect(sent.sent).toBe(true);
  expect(requests().at(-1)).toContain('Ville de Grenoble');
  const run = at.host.workspace.executions.findLast(({ trigger }) => trigger === 'formSubmit');
  expect(run).toMatchObject({ function: 'onFormAnswer', by: MANAGER, outcome: 'ok' });
  expect(at.host.stage.office.received(LEA)).toHaveLength(1);
});

test.each([
  ['a formula', '=IMPORTXML("http://x";"//a")'],
  ['a tag that would run', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['emoji and accents', '👩🏽‍🚒 Ça « marche » — $& $1 \\n %s'],
  ['forty thousand characters', 'é'.repeat(40_000)],
])('%s passes as typed, and is no formula', async (_, text) => {
  const given = await complete({ 'Contexte et besoin': text });
  const sent = await at.call('form.send', { form, answers: given, response: null }, LEA);
  if (!sent.sent) throw new Error('It was refused.');
  const kept = await at.call('form.answer', { response: sent.response });
  expect(Object.values(kept.answers)).toContain(text);
  const sheet = at.host.stage.workbook.sheet('Demandes');
  expect(sheet?.displayValues(sheet.whole).flat()).toContain(text);
});

test('an answer beyond what a page may send is refused with a sentence', async () => {
  const given = await complete({ 'Contexte et besoin': 'a'.repeat(500_001) });
  await expect(at.call('form.send', { form, answers: given, response: null })).rejects.toThrow(
    'une réponse dépasse 500000 caractères',
  );
});

test('the edit link gives the answer as sent, and sends it again under the same id, also after a restart', async () => {
  const first = await at.call(
    'form.send',
    { form, answers: await complete({ Intitulé: 'Avant' }), response: null },
    LEA,
  );
  if (!first.sent) throw new Error('It was refused.');
  const rows = requests().length;
  at.reopen();
  const known = await at.call('form.answer', { response: first.response });
  const id = await ids();
  expect(known).toMatchObject({ form, answers: { [id('Intitulé')]: 'Avant', [id('Courriel')]: LEA } });
  const again = await at.call('form.send', {
    form,
    answers: { ...known.answers, [id('Intitulé')]: 'Après', [id('Code INSEE de la commune')]: '' },
    response: first.response,
  });
  expect(again).toEqual({ sent: true, response: first.response });
  const corrected = await at.call('form.answer', { response: first.response });
  expect(corrected.answers[id('Intitulé')]).toBe('Après');
  expect(corrected.answers).not.toHaveProperty(String(id('Code INSEE de la commune')));
  expect(requests()).toHaveLength(rows);
});

test('a link that leads nowhere is a sentence', async () => {
  await expect(at.call('form.answer', { response: '../../etc' })).rejects.toThrow('Ce lien ne mène à aucune réponse');
  await expect(at.call('form.send', { form, answers: await complete(), response: 'x' })).rejects.toThrow(
    "n'existe plus : rechargez la page",
  );
});

test('a submission while somebody has a dialog of the workbook open is taken at once', async () => {
  const given = await complete({ Intitulé: 'Pendant la question' });
  let sending = 0;
  at.onEvent = event => {
    if (event.kind !== 'ask' || sending !== 0) return;
    sending = at.post('form.send', { form, answers: given, response: null }, LEA);
    at.answer(event.question.id, null);
  };
  await at.call('script.menu', { item: 'Installer ou mettre à jour', selection: { sheet: 'Demandes', rows: [1] } });
  at.onEvent = undefined;
  expect(at.resultOf<'form.send'>(sending)).toMatchObject({ sent: true });
  expect(requests().at(-1)).toContain('Pendant la question');
});

test('the dates of the call are those that staff typed, a closing day to its last second', async () => {
  setting('OuvertureAppel', '26/09/2018 08:00');
  setting('ClotureAppel', '15/10/2018');
  const { call } = await at.call('form.page', { form });
  expect([call.opensAt, call.closesAt].map(instant => new Date(instant ?? 0).toISOString())).toEqual([
    '2018-09-26T06:00:00.000Z',
    '2018-10-15T21:59:59.000Z',
  ]);
});

test('a form that the script has closed says so with its own message, and takes nothing', async () => {
  const { forms } = at.host.stage;
  const record = forms.find(form);
  if (record === undefined) throw new Error('There is no form.');
  record.accepting = false;
  forms.changed(record);
  const page = await at.call('form.page', { form });
  expect(page.isOpen).toBe(false);
  expect(page.closedMessage).toContain('L’appel à demandes n’est pas ouvert');
  await expect(at.call('form.send', { form, answers: await complete(), response: null })).rejects.toThrow(
    'L’appel à demandes n’est pas ouvert',
  );
  record.accepting = true;
});
