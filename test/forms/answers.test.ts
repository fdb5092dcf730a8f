// An answer becomes a request: what is kept, what is a problem and in which words, what goes to the other answers.
import * as fc from 'fast-check';
import { parseAnswer } from '../../src/forms/answers';
import { PERSONAL_DATA_KEY, questionOf, questions } from '../../src/forms/questions';

const MAP: Record<string, string> = { '1': PERSONAL_DATA_KEY };
questions().forEach((question, index) => {
  MAP[String(100 + index)] = question.key;
});

const COMPLETE: Record<string, string | string[]> = {
  authority: 'Ville de Grenoble',
  authorityKind: 'commune',
  siren: '213 801 855',
  inseeCode: '38185',
  legalRepresentative: 'Le maire',
  contact: 'A. Roux',
  email: 'international@grenoble.example',
  supportType: "Stratégie à l'international",
  title: 'Une stratégie',
  need: 'Besoin',
  sectors: ['Santé et protection sociale', 'Autre chose'],
  goals: ['11', '17'],
  estimate: '10 800 €',
  wishedBy: '2019-03-29',
  cashCommitment: ['Oui'],
};

function itemsOf(values: Record<string, unknown>) {
  return Object.entries(values).map(([key, value]) => {
    const itemId = Object.keys(MAP).find(id => MAP[id] === key) ?? key;
    return { itemId, title: questions().find(question => question.key === key)?.title ?? key, value };
  });
}

/** With plain spaces where French typography has no-break ones. */
const plain = (sentence: string): string => sentence.replace(/\u00a0/g, ' ');

function parse(changes: Record<string, unknown> = {}) {
  const parsed = parseAnswer(itemsOf({ ...COMPLETE, ...changes }), MAP);
  return { ...parsed, problems: parsed.problems.map(plain) };
}

test('a complete answer has no problem and no other answer', () => {
  const { answers, problems, others } = parse();
  expect([problems, others]).toEqual([[], []]);
  expect(answers).toEqual({
    ...COMPLETE,
    siren: '213801855',
    position: '',
    phone: '',
    territories: '',
    sectors: 'Santé et protection sociale ; Autre chose',
    goals: '11, 17',
    estimate: 1_080_000,
    wishedBy: '29/03/2019',
    cashCommitment: 'oui',
  });
});

describe.each(questions().filter(question => question.required))('« $title », required,', ({ key, title }) => {
  test.each(['', '   ', undefined])('left as %j is one problem that names it', value => {
    const { problems } = parse({ [key]: key === 'cashCommitment' && value !== undefined ? [] : value });
    expect(problems).toEqual([`« ${title} » : il manque une réponse.`]);
  });
});

test.each([
  ['siren', '213801856', /« Numéro SIREN » : .*213 801 856/],
  ['siren', '12', /^« Numéro SIREN » : /],
  ['inseeCode', '99999', /^« Code INSEE de la commune » : /],
  ['email', 'a@b.example, c@d.example', /^« Courriel » : « a@b\.example, c@d\.example » n’est pas une adresse/],
  ['email', 'élodie', /^« Courriel » : /],
  ['estimate', 'environ 10 k€', /^« Coût estimé de la prestation TTC \(€\) » : « environ 10 k€ » n’est pas un montant/],
  ['estimate', '12.500', /peut se lire/],
  ['estimate', '0', /doit être supérieur à zéro/],
  ['estimate', '-5', /est négatif/],
  ['wishedBy', '2019-02-30', /^« Échéance souhaitée » : « 2019-02-30 » n’est pas une date/],
  ['authorityKind', 'métropole', /« métropole » n’est pas une des réponses proposées \(commune, EPCI/],
  ['supportType', 'Audit', /« Audit » n’est pas une des réponses proposées/],
])('%s %j stays as typed and is one problem', (key, typed, sentence) => {
  const { answers, problems, others } = parse({ [key]: typed });
  expect(problems).toEqual([expect.stringMatching(sentence)]);
  const kept = { ...answers, estimate: others.map(other => other.value).join() || String(answers.estimate) };
  expect(kept[key as keyof typeof kept]).toContain(key === 'estimate' && typed === '0' ? '0' : typed);
});

test.each([
  '=IMPORTXML("http://x")',
  '+33 6 12 34 56 78',
  '00123',
  '1/2',
  'R&D <Lyon> "É" $& $1',
  '🏛️ Ville',
  'é'.repeat(40_000),
  ' espaces ',
])('the text %j is kept exactly', typed => {
  const { answers } = parse({ authority: typed, phone: typed, need: typed });
  expect([answers.authority, answers.phone, answers.need]).toEqual([typed, typed, typed]);
});

describe('the form was changed', () => {
  test('a renamed question is known by its id', () => {
    const items = itemsOf(COMPLETE).map(item =>
      MAP[item.itemId] === 'title' ? { ...item, title: 'Titre du projet' } : item,
    );
    expect(parseAnswer(items, MAP).answers.title).toBe('Une stratégie');
  });

  test('a question made again by hand is known by its title; one that is new is another answer', () => {
    const { title, ...rest } = COMPLETE;
    const items = [
      ...itemsOf(rest),
      { itemId: '900', title: 'Intitulé', value: title },
      { itemId: '901', title: 'Budget total ?', value: ['oui', 'non'] },
      { itemId: '902', title: 'Vide', value: '' },
    ];
    const parsed = parseAnswer(items, MAP);
    expect(parsed.answers.title).toBe('Une stratégie');
    expect(parsed.others).toEqual([{ title: 'Budget total ?', value: 'oui ; non' }]);
    expect(parsed.problems).toEqual([]);
  });

  test('with a map that is lost, the titles still serve', () => {
    expect(parseAnswer(itemsOf(COMPLETE), {}).problems).toEqual([]);
  });

  test('two items for one question: the first is the answer, the other is kept beside', () => {
    const items = [...itemsOf(COMPLETE), { itemId: '950', title: 'Intitulé', value: 'Second titre' }];
    const { answers, others } = parseAnswer(items, MAP);
    expect([answers.title, others]).toEqual(['Une stratégie', [{ title: 'Intitulé', value: 'Second titre' }]]);
  });
});

test('an answer longer than a cell is cut, and the other answers share one cell', () => {
  const { answers } = parse({ sectors: ['x'.repeat(60_000)] });
  expect(answers.sectors.length).toBeLessThan(50_000);
  const many = Array.from({ length: 5 }, (_, i) => ({ itemId: `9${i}`, title: `Q${i}`, value: 'y'.repeat(30_000) }));
  const { others } = parseAnswer(many, MAP);
  expect(others.map(({ title, value }) => `${title} : ${value}`).join('\n').length).toBeLessThan(50_000);
});

test('whatever comes in, parsing does not throw, and gives texts', () => {
  const anyItem = fc.oneof(
    fc.anything(),
    fc.record({
      itemId: fc.constantFrom(...Object.keys(MAP), '__proto__', 'constructor', 'x'),
      title: fc.string(),
      value: fc.anything(),
    }),
  );
  fc.assert(
    fc.property(fc.array(anyItem, { maxLength: 25 }), items => {
      const { answers, problems } = parseAnswer(items, MAP);
      for (const [key, value] of Object.entries(answers)) {
        if (key === 'estimate') expect(value === null || Number.isSafeInteger(value)).toBe(true);
        else expect(typeof value).toBe('string');
      }
      expect(problems.every(sentence => plain(sentence).startsWith('« '))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('the 18 questions stand in their order under their public titles', () => {
  expect(questions().map(({ title, required }) => (required ? `${title}*` : title))).toEqual([
    'Nom de la collectivité*',
    'Type de collectivité*',
    'Numéro SIREN*',
    'Code INSEE de la commune',
    'Représentant légal*',
    'Nom du contact*',
    'Fonction',
    'Courriel*',
    'Téléphone',
    "Type d'appui demandé*",
    'Intitulé*',
    'Contexte et besoin*',
    'Pays ou territoires partenaires',
    'Secteurs',
    'Objectifs de développement durable visés',
    'Coût estimé de la prestation TTC (€)*',
    'Échéance souhaitée',
    'Engagement à verser la participation en numéraire*',
  ]);
  expect(() => questionOf('nothing' as never)).toThrow('No question nothing');
});
