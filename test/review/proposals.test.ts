/** « Modifications proposées »: what an authority says once its file is complete is taken over or set aside in one gesture. */
import fc from 'fast-check';
import { fieldsOf } from '../../src/actions/answer-fields';
import { proposalOf, proposedLine, proposedText, readProposal } from '../../src/actions/proposals';
import { parseAnswer } from '../../src/forms/answers';
import { ANSWERS, DECISION_TYPED, drafted, GRENOBLE, INSTALLED } from '../exactly-once/preparations';
import { type Case, PreparedWorkspace } from '../exactly-once/prepared-workspace';

const REFERENCE = 'DEM-2018-001';
const edited = (changes: Record<string, unknown>) => `
  - resubmit: ${JSON.stringify({ as: 'r1', ...ANSWERS, 'Nom de la collectivité': 'Ville de Grenoble', Courriel: 'international@grenoble.example', ...changes })}
`;
const chosen = (verdict: string) => `
  - edit: { tab: Demandes, row: ${REFERENCE}, values: { Suite des modifications: ${verdict} } }
`;
const request = (one: Case) => one.row('Demandes', REFERENCE) ?? {};
const ledger = (one: Case, action: string) =>
  one
    .rows('Journal')
    .filter(row => row.Action === action)
    .map(row => [row.Champ, row.Avant, row.Après]);

let complete: PreparedWorkspace;
let retained: PreparedWorkspace;
beforeAll(async () => {
  const installed = await PreparedWorkspace.play(INSTALLED);
  complete = await installed.followedBy(`${GRENOBLE.trimEnd()}
    as: r1
  - run: Vérifier la complétude
    on: [${REFERENCE}]
`);
  retained = await installed.followedBy(
    `${DECISION_TYPED.replace(/(submit: .*)\n/, '$1\n    as: r1\n')}${drafted(['ALPHA'])}`,
  );
}, 120_000);

describe('while nothing is decided', () => {
  const CHANGES = {
    Intitulé: 'Un autre titre',
    'Contexte et besoin': 'Première ligne\nCoût estimé TTC : 1 €\nNuméro SIREN : 0',
    'Coût estimé de la prestation TTC (€)': '12 600,50 €',
  };

  it('is only proposed, amounts in euros', async () => {
    const one = complete.copy();
    await one.play(edited(CHANGES));
    expect(request(one)).toMatchObject({ Intitulé: ANSWERS.Intitulé, 'Coût estimé TTC': 10_800 });
    expect(String(request(one)['Modifications proposées']).replace(/\s/g, ' ')).toContain('TTC : 12 600,50 €');
  });

  it('is taken over by « accepter », each field once, whatever stands inside a text', async () => {
    const one = complete.copy();
    await one.play(edited(CHANGES) + chosen('accepter'));
    expect(request(one)).toMatchObject({
      Statut: 'complète',
      Intitulé: 'Un autre titre',
      Besoin: CHANGES['Contexte et besoin'],
      'Coût estimé TTC': 12_600.5,
      SIREN: '213801855',
      'Modifications proposées': '',
      'Suite des modifications': '',
    });
    expect(ledger(one, 'Modification acceptée').map(([field]) => field)).toEqual([
      'Intitulé',
      'Besoin',
      'Coût estimé TTC',
    ]);
    expect(one.ledgerFindings()).toEqual([]);
  });

  it('reads the membership of another SIREN again, on the day of reception', async () => {
    const one = complete.copy();
    await one.play(edited({ 'Numéro SIREN': '243100633' }) + chosen('accepter'));
    expect(request(one)).toMatchObject({ SIREN: '243100633', Adhérent: 'Non adhérent' });
    expect(request(one)['Adhésion constatée le']).toBe(
      complete.copy().row('Demandes', REFERENCE)?.['Adhésion constatée le'],
    );
  });

  it('is set aside by « refuser », which the ledger tells', async () => {
    const one = complete.copy();
    await one.play(edited(CHANGES) + chosen('refuser'));
    expect(request(one)).toMatchObject({ Intitulé: ANSWERS.Intitulé, 'Modifications proposées': '' });
    expect(ledger(one, 'Modification refusée')).toHaveLength(1);
  });

  it('keeps what a person must read: an unreadable cost stays proposed', async () => {
    const one = complete.copy();
    await one.play(
      edited({ Intitulé: 'Un autre titre', 'Coût estimé de la prestation TTC (€)': 'à voir' }) + chosen('accepter'),
    );
    expect(request(one)).toMatchObject({ Intitulé: 'Un autre titre', 'Coût estimé TTC': 10_800 });
    expect(request(one)['Modifications proposées']).toMatch(/^Coût estimé TTC : $/);
  });

  it('says so where nothing is proposed, and empties the choice', async () => {
    const one = complete.copy();
    await one.play(chosen('accepter'));
    expect(one.lastScreen).toContain('aucune modification n’est proposée');
    expect(request(one)['Suite des modifications']).toBe('');
  });
});

it('changes no more what the reservation rests on once the decision is applied', async () => {
  const one = retained.copy();
  const reserved = request(one)['Montant réservé'];
  await one.play(
    edited({ 'Coût estimé de la prestation TTC (€)': 14_000, 'Nom du contact': 'Paul Girard' }) + chosen('accepter'),
  );
  expect(request(one)).toMatchObject({
    Contact: 'Paul Girard',
    'Coût estimé TTC': 10_800,
    'Montant réservé': reserved,
  });
  expect(one.lastScreen).toContain('« Coût estimé TTC » : ne change plus une fois la décision appliquée');
  expect(String(request(one)['Modifications proposées'])).toContain('14');
  expect(ledger(one, 'Modification acceptée')).toEqual([
    ['Contact', expect.stringMatching(/^masqué:/), expect.stringMatching(/^masqué:/)],
  ]);
});

describe('the cell', () => {
  const lines = fc.array(fc.string({ maxLength: 30 }), { minLength: 1, maxLength: 4 }).map(all => all.join('\n'));
  const plain = lines.map(text => text.replace(/[\r\u2028\u2029]/g, ' '));

  it('gives back every field as it was proposed, whatever its text', () => {
    fc.assert(
      fc.property(plain, plain, (title, need) => {
        const { answers } = parseAnswer(
          [
            { itemId: '', title: 'Intitulé', value: title },
            { itemId: '', title: 'Contexte et besoin', value: need },
          ],
          {},
        );
        const fields = { ...fieldsOf(answers), title, need };
        const { fields: read, text } = readProposal(proposalOf('', fields, ['title', 'need']));
        expect(read.map(({ item }) => item.value)).toEqual([title, need]);
        expect(text).toEqual([]);
      }),
    );
  });

  it('takes no line of a free text for a field', () => {
    fc.assert(
      fc.property(plain, noise => {
        const cell = `${proposedLine('Intitulé', 'Un titre')}\nCourriel du 01/02/2018 10:00 :\n${proposedText(`${noise}\nCoût estimé TTC : 1`)}`;
        expect(readProposal(cell).fields.map(({ item }) => item.title)).toEqual(['Intitulé']);
      }),
    );
  });
});
