/** The payment gate: everything that is missing is said at once, and nothing leaves before all of it is there. */
import fc from 'fast-check';
import { type Cents, cents, type Rate, rate, ZERO } from '../../src/scheme/money';
import {
  checkBalance,
  checkInstalment,
  checkPayment,
  invoiceKey,
  invoiceProblems,
  type MissingItem,
  missingToStart,
  type PayableAssignment,
  type PaymentTerms,
} from '../../src/scheme/payment';
import { ASSIGNMENT_STATES, type AssignmentState } from '../../src/scheme/states';
import type { Day } from '../../src/scheme/time';

const euros = (amount: number): Cents => cents(Math.round(amount * 100));

/** 14 800 € of a member, the work accepted, the contribution in. */
const payable = (changes: Partial<PayableAssignment> = {}): PayableAssignment => ({
  reference: 'MS-2018-001',
  holder: 'ALPHA',
  state: 'service fait',
  signedOn: '2018-12-03' as Day,
  total: euros(14_800),
  authorityShare: euros(2_960),
  contributionReceived: euros(2_960),
  deliverablesReceivedOn: '2019-02-15' as Day,
  acceptedByCuf: 'accepté',
  acceptedByAuthority: 'accepté',
  invoice: { number: 'F-2019-12', amount: euros(14_800) },
  paidToHolder: ZERO,
  ...changes,
});
const terms = (contributionDue: PaymentTerms['contributionDue'] = 'avant solde', instalments = 0): PaymentTerms => ({
  contributionDue,
  instalmentRate: rate(instalments) as Rate,
});
const items = ({ missing }: { missing: readonly { item: MissingItem }[] }): MissingItem[] =>
  missing.map(({ item }) => item);

describe('the balance', () => {
  it('is due when nothing is missing: the invoice less what was paid', () => {
    expect(checkBalance(payable(), [])).toEqual({ missing: [], payable: euros(14_800) });
    expect(checkBalance(payable({ paidToHolder: euros(4_440) }), []).payable).toBe(euros(10_360));
  });

  it.each<[string, Partial<PayableAssignment>, MissingItem, string]>([
    ['the signature', { signedOn: null }, 'signature', 'n’est pas signé'],
    ['the contribution', { contributionReceived: ZERO }, 'contribution', 'il manque 2\u00a0960,00'],
    ['a cent of it', { contributionReceived: euros(2_959.99) }, 'contribution', 'il manque 0,01'],
    ['the deliverables', { deliverablesReceivedOn: null }, 'deliverables', 'livrables ne sont pas reçus'],
    ['the acceptance by CUF', { acceptedByCuf: null }, 'acceptance by CUF', 'pas constaté par CUF'],
    [
      'the acceptance by the authority',
      { acceptedByAuthority: null },
      'acceptance by the authority',
      'pas constaté par la collectivité',
    ],
    ['an acceptance that was refused', { acceptedByCuf: 'refusé' }, 'acceptance by CUF', 'refusé par CUF'],
    ['the invoice', { invoice: null }, 'invoice', 'La facture manque'],
    ['its number', { invoice: { number: ' - ', amount: euros(1) } }, 'invoice', 'n’a pas de numéro'],
    ['its amount', { invoice: { number: 'F1', amount: ZERO } }, 'invoice', 'montant nul'],
    ['an invoice within the contract', { invoice: { number: 'F1', amount: euros(14_800.01) } }, 'invoice', 'de 0,01'],
    ['something left to pay', { paidToHolder: euros(14_800) }, 'amount', 'Tout est déjà payé'],
    [
      'a credit note',
      { invoice: { number: 'F1', amount: euros(5_000) }, paidToHolder: euros(6_000) },
      'amount',
      'demandez un avoir',
    ],
    ['a running contract', { state: 'résilié' }, 'state', 'décompte de résiliation'],
    ['an open assignment', { state: 'soldé' }, 'state', '« soldé »'],
  ])('waits for %s', (_, changes, item, sentence) => {
    const gate = checkBalance(payable(changes), []);
    expect(items(gate)).toEqual([item]);
    expect(gate.missing[0]?.reason).toContain(sentence);
    expect(gate.payable).toBe(0);
  });

  it('says everything that is missing at once', () => {
    const bare = payable({
      state: 'à signer',
      signedOn: null,
      contributionReceived: ZERO,
      deliverablesReceivedOn: null,
      acceptedByCuf: null,
      acceptedByAuthority: 'refusé',
      invoice: null,
    });
    expect(items(checkBalance(bare, []))).toEqual([
      'signature',
      'contribution',
      'deliverables',
      'acceptance by CUF',
      'acceptance by the authority',
      'invoice',
    ]);
  });

  it('never lets more out than the contract, whatever the figures', () => {
    const anyAmount = fc.integer({ min: 0, max: 3_000_000 }).map(cents);
    fc.assert(
      fc.property(anyAmount, anyAmount, anyAmount, (total, invoiced, paidToHolder) => {
        const invoice = { number: 'F1', amount: invoiced };
        const gate = checkBalance(payable({ total, invoice, paidToHolder }), []);
        expect(gate.payable).toBeGreaterThanOrEqual(0);
        if (gate.missing.length === 0) expect(gate.payable + paidToHolder).toBeLessThanOrEqual(total);
        else expect(gate.payable).toBe(0);
      }),
    );
  });
});

describe('an invoice', () => {
  const own = { assignment: 'MS-2018-001', holder: 'ALPHA', number: 'F-2019-12' };

  it('is its own only once: the row of the assignment itself is not a double', () => {
    expect(checkBalance(payable(), [own]).missing).toEqual([]);
  });

  it.each(['F-2019-12', 'f 2019/12', ' F.2019.12 ', 'F－2019－12'])(
    'that the holder already sent for another assignment as « %s » is refused, and the other is named',
    number => {
      const twin = { assignment: 'MS-2018-002', holder: 'ALPHA', number };
      expect(checkBalance(payable(), [own, twin]).missing).toEqual([
        {
          item: 'invoice',
          reason: expect.stringContaining('déjà enregistrée pour MS-2018-002') as string,
        },
      ]);
    },
  );

  it('of another holder may not have the same number without saying whose it is; F-20191-2 is another', () => {
    const others = [
      { assignment: 'MS-2018-002', holder: 'BETA', number: 'F-2019-12' },
      { assignment: 'MS-2018-003', holder: 'ALPHA', number: 'F-20191-2' },
    ];
    const problems = (number: string) => invoiceProblems(payable(), { number, amount: euros(1) }, others);
    expect(problems('F-2019-12')).toEqual([
      { item: 'invoice', reason: expect.stringContaining('suivi de son code : F-2019-12 ALPHA') as string },
    ]);
    expect(problems('F-2019-12 ALPHA')).toEqual([]);
  });
});

describe('an instalment', () => {
  it('is at most the contract’s share of the price, all instalments together', () => {
    const unfinished = payable({ state: 'en cours', deliverablesReceivedOn: null, invoice: null });
    expect(checkInstalment(unfinished, terms('avant solde', 0.3))).toEqual({ missing: [], payable: euros(4_440) });
    const again = { ...unfinished, paidToHolder: euros(4_000) };
    expect(checkInstalment(again, terms('avant solde', 0.3)).payable).toBe(euros(440));
    const done = { ...unfinished, paidToHolder: euros(4_440) };
    expect(items(checkInstalment(done, terms('avant solde', 0.3)))).toEqual(['amount']);
  });

  it('does not exist when the setting is 0 %', () => {
    expect(checkInstalment(payable(), terms()).missing[0]?.reason).toContain('ne prévoit pas d’acompte');
  });

  it('needs the contribution only with « avant démarrage »', () => {
    const unpaid = payable({ state: 'en cours', contributionReceived: ZERO });
    expect(items(checkInstalment(unpaid, terms('avant solde', 0.3)))).toEqual([]);
    expect(items(checkInstalment(unpaid, terms('avant démarrage', 0.3)))).toEqual(['contribution']);
  });
});

describe('the start of the work', () => {
  it.each<[PaymentTerms['contributionDue'], Partial<PayableAssignment>, MissingItem[]]>([
    ['avant solde', { contributionReceived: ZERO }, []],
    ['avant démarrage', { contributionReceived: ZERO }, ['contribution']],
    ['avant démarrage', {}, []],
    ['avant démarrage', { signedOn: null, contributionReceived: ZERO }, ['signature', 'contribution']],
  ])('%s, %p: %p is missing', (due, changes, expected) => {
    const found = missingToStart(payable({ state: 'signé', ...changes }), terms(due));
    expect(found.map(({ item }) => item)).toEqual(expected);
  });

  it.each(ASSIGNMENT_STATES)('%s: closed states let nothing start', (state: AssignmentState) => {
    const blocked = missingToStart(payable({ state }), terms()).length > 0;
    expect(blocked).toBe(['à signer', 'soldé', 'clos', 'résilié'].includes(state));
  });
});

describe('a payment', () => {
  const pay = (kind: 'acompte' | 'solde', amount: number, changes: Partial<PayableAssignment> = {}): string => {
    const facts = { assignment: payable(changes), terms: terms('avant solde', 0.3), recorded: [] };
    const result = checkPayment(kind, euros(amount), facts);
    return result.ok ? String(result.value) : result.reason;
  };

  it('of the balance is the whole balance', () => {
    expect(pay('solde', 14_800)).toBe('1480000');
    expect(pay('solde', 14_799.99)).toContain('Le solde est de 14\u00a0800,00');
    expect(pay('solde', 14_800.01)).toContain('Le solde est de 14\u00a0800,00');
  });

  it('of an instalment is at most what is left of instalments', () => {
    expect(pay('acompte', 4_440)).toBe('444000');
    expect(pay('acompte', 1_000)).toBe('100000');
    expect(pay('acompte', 4_440.01)).toContain('4\u00a0440,00\u00a0€ au plus');
    expect(pay('acompte', 0)).toContain('supérieur à zéro');
  });

  it('is refused with one line for each thing that is missing', () => {
    const reasons = pay('solde', 14_800, { invoice: null, acceptedByCuf: null }).split('\n');
    expect(reasons).toHaveLength(2);
  });
});

describe('the number of an invoice', () => {
  it.each([
    ['F-2018/12', 'f 2018 12'],
    ['F-2018/12', 'F201812'],
    ['FA 0042', 'fa0042'],
    ['12', 'Facture n° 12'],
    ['12', 'N°12'],
    ['12', 'n\u00ba 12'],
    ['12', 'numéro 12'],
    ['É-7', 'E\u0301 7'],
  ])('is the same written « %s » and « %s »', (one, other) => {
    expect(invoiceKey(one)).toBe(invoiceKey(other));
  });

  it.each([
    ['F-12', 'F-012'],
    ['N12', '12'],
    ['F-12', 'F-12 BETA'],
    ['NO-12', '12'],
  ])('is another one written « %s » and « %s »', (one, other) => {
    expect(invoiceKey(one)).not.toBe(invoiceKey(other));
  });
});
