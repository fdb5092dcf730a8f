/** The call-off contract: its default template uses known fields only, and every field has its value. */
import { contractFields, contractTemplate } from '../../src/docs/contract';
import { defaultContract } from '../../src/docs/default-contract';
import type { ContentBlock } from '../../src/docs/document-content';
import { checkTemplate } from '../../src/docs/template';
import { cents, NO_VAT, rate, STANDARD_VAT } from '../../src/scheme/money';
import type { Day } from '../../src/scheme/time';
import { plain } from './awarded';

const facts = {
  assignment: {
    reference: 'MS-2018-001',
    consultation: 'CONS-2018-001',
    request: 'DEM-2018-001',
    holder: 'ALPHA',
    ht: cents(12_000_00),
    vatRate: STANDARD_VAT,
    ttc: cents(14_400_00),
    schemeRate: rate(0.8),
    schemeShare: cents(11_520_00),
    authorityShare: cents(2_880_00),
  },
  request: {
    authority: 'Ville de Grenoble',
    authorityKind: 'commune',
    siren: '213801855',
    supportType: 'Montage de projet',
    title: 'R&D <Lyon> "É" $& $1',
    need: 'Un besoin',
    qualification: '',
    legalRepresentative: 'Sylvain Delmas',
    contact: 'Amélie Roux',
    position: '',
    email: 'international@grenoble.example',
    phone: '',
  },
  holder: { organisation: 'Cabinet Alpha', contact: '', signedOn: '2018-11-05' as Day },
  termsHash: '',
  edition: 2018,
  drawnUpOn: '2018-11-19' as Day,
  instalmentRate: rate(0),
};

function textOf(block: ContentBlock): string {
  if (block.kind === 'list') return block.items.join('\n');
  if (block.kind === 'facts') return block.rows.flat().join('\n');
  if (block.kind === 'table') return [...block.headers, ...block.rows.flat()].join('\n');
  return 'text' in block ? block.text : '';
}

it('has a default template that uses known fields only', () => {
  const { header, footer, blocks } = defaultContract();
  const text = [...header, footer, ...blocks.map(textOf)].join('\n');
  const checked = checkTemplate(text, contractTemplate());
  expect(checked).toMatchObject({ ok: true });
  expect(checked.ok ? checked.value.length : 0).toBeGreaterThan(20);
});

it('gives every field a value, said to be missing where it may be', () => {
  const values = contractFields(facts);
  expect(Object.keys(values)).toEqual(contractTemplate().known.map(({ name }) => name));
  expect(Object.entries(values).filter(([, value]) => value === '')).toEqual([]);
  expect(values).toMatchObject({ Intitulé: 'R&D <Lyon> "É" $& $1', Téléphone: 'non précisé' });
  expect(plain(values['Montant TTC'])).toBe('14 400,00 €');
});

it.each([
  [NO_VAT, rate(0), 'TVA non applicable, article 293 B', 'Il n’est pas versé d’acompte'],
  [STANDARD_VAT, rate(0.3), 'TVA comprise', 'dans la limite de 30 % du prix'],
])('says of VAT and instalments what the figures mean', (vatRate, instalmentRate, vat, payment) => {
  const values = contractFields({ ...facts, assignment: { ...facts.assignment, vatRate }, instalmentRate });
  expect(values['Mention TVA']).toContain(vat);
  expect(plain(values['Modalités de paiement'])).toContain(payment);
});
