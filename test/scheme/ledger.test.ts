/** The ledger's chain: whatever is done to a past line shows, and the line is named. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  adoptTail,
  appendEntries,
  chain,
  EMPTY_LEDGER,
  type LedgerEvent,
  type LedgerHead,
  type StoredLedgerRow,
  verifyLedger,
} from '../../src/scheme/ledger';
import { isPersonalField, masked, withoutPersonalData } from '../../src/scheme/personal-data';
import type { Instant } from '../../src/scheme/time';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const event = (index: number): LedgerEvent => ({
  at: (Date.UTC(2018, 10, 5, 13, 30) + index * 60_000) as Instant,
  who: index % 2 === 0 ? 'agent@cuf.example' : 'automate',
  action: 'Vérifier la complétude',
  subject: `DEM-2018-00${index}`,
  field: 'Statut',
  before: 'reçue',
  after: 'complète',
});

/** A ledger of `count` lines, as it is read back from the tab: the header is row 1. */
function ledger(count: number): { rows: StoredLedgerRow[]; head: LedgerHead } {
  const events = Array.from({ length: count }, (_, index) => event(index + 1));
  const { rows, head } = appendEntries(EMPTY_LEDGER, events, sha256);
  return { rows: inTab(rows), head };
}

const inTab = (rows: readonly Omit<StoredLedgerRow, 'line'>[]): StoredLedgerRow[] =>
  rows.map((row, index) => ({ ...row, line: index + 2 }));

const at = (rows: readonly StoredLedgerRow[], index: number): StoredLedgerRow => {
  const row = rows[index];
  if (row === undefined) throw new Error(`No row ${index}`);
  return row;
};

const summary = (rows: readonly StoredLedgerRow[], head: LedgerHead): string[] =>
  verifyLedger(rows, head, sha256).map(({ kind, from, to }) =>
    from === to ? `${kind} ${from}` : `${kind} ${from}–${to}`,
  );

const rehash = (row: StoredLedgerRow, previousHash: string): StoredLedgerRow => ({
  ...row,
  hash: chain(previousHash, { ...row, number: row.number ?? 0, at: row.at ?? (0 as Instant) }, sha256),
});

describe('appending', () => {
  it('numbers from the head and chains each line to the one before', () => {
    const first = appendEntries(EMPTY_LEDGER, [event(1)], sha256);
    const second = appendEntries(first.head, [event(2), event(3)], sha256);
    expect(second.rows.map(({ number }) => number)).toEqual([2, 3]);
    expect(second.head).toEqual({ number: 3, hash: second.rows[1]?.hash });
    expect(summary(inTab([...first.rows, ...second.rows]), second.head)).toEqual([]);
  });

  it('gives the same chain at once or one by one', () => {
    const events = [event(1), event(2), event(3)];
    const oneByOne = events.reduce((head, one) => appendEntries(head, [one], sha256).head, EMPTY_LEDGER);
    expect(appendEntries(EMPTY_LEDGER, events, sha256).head).toEqual(oneByOne);
  });

  it('keeps texts as a cell gives them back', () => {
    const odd = { ...event(1), before: "'=1+1\r\n\u0000\uD800", after: 'x'.repeat(40_000) };
    const row = appendEntries(EMPTY_LEDGER, [odd], sha256).rows[0];
    expect(row?.before).toBe('’=1+1\n\uFFFD\uFFFD');
    expect(row?.after).toContain('40000 caractères');
    expect(row?.after.length).toBeLessThan(2_200);
  });

  it('never hashes two different entries alike, wherever their texts are cut', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 4 }), { minLength: 6, maxLength: 6 });
    const hashOf = ([who = '', action = '', subject = '', field = '', before = '', after = '']: string[]) =>
      chain(EMPTY_LEDGER.hash, { number: 1, at: 0 as Instant, who, action, subject, field, before, after }, sha256);
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        expect(hashOf(a) === hashOf(b)).toBe(a.every((text, index) => text === b[index]));
      }),
    );
    expect(hashOf(['a', 'b"', '', '', '', ''])).not.toBe(hashOf(['a', 'b', '"', '', '', '']));
  });
});

describe('verifying', () => {
  it('finds nothing in a whole ledger, nor in an empty one', () => {
    const { rows, head } = ledger(8);
    expect(summary(rows, head)).toEqual([]);
    expect(summary([], EMPTY_LEDGER)).toEqual([]);
  });

  it('allows for a time that lost its milliseconds on the way', () => {
    const { rows, head } = ledger(3);
    const shifted = rows.map(row => ({ ...row, at: ((row.at ?? 0) - 1) as Instant }));
    expect(summary(shifted, head)).toEqual([]);
  });

  it.each(['who', 'action', 'subject', 'field', 'before', 'after', 'hash'] as const)(
    'names the line whose %s was changed, any line, and only that one',
    field => {
      const { rows, head } = ledger(6);
      rows.forEach((row, index) => {
        const tampered = rows.map(other => (other === row ? { ...other, [field]: 'x' } : other));
        expect(summary(tampered, head)).toEqual([`changed ${index + 1}`]);
      });
    },
  );

  it('names the line whose time was changed or cannot be read', () => {
    const { rows, head } = ledger(6);
    for (const time of [0 as Instant, null])
      expect(
        summary(
          rows.map(row => (row.number === 4 ? { ...row, at: time } : row)),
          head,
        ),
      ).toEqual(['changed 4']);
  });

  it('says the line of the tab and the number', () => {
    const { rows, head } = ledger(6);
    const [found] = verifyLedger(
      rows.map(row => (row.number === 4 ? { ...row, after: 'x' } : row)),
      head,
      sha256,
    );
    expect(found).toMatchObject({ kind: 'changed', line: 5, reason: expect.stringContaining('n°\u00A04') });
    expect(found?.reason).toContain('ligne 5 de l’onglet');
  });

  it('shows a line changed together with its fingerprint, naming both lines it may be', () => {
    const { rows, head } = ledger(6);
    const forged = rehash({ ...at(rows, 2), after: 'x' }, at(rows, 1).hash);
    const found = verifyLedger(
      rows.map(row => (row.number === 3 ? forged : row)),
      head,
      sha256,
    );
    expect(found).toHaveLength(1);
    expect(found[0]?.reason).toMatch(/n°\u00A04.*n°\u00A03/s);
  });

  it('names each of several lines changed in a row', () => {
    const { rows, head } = ledger(6);
    const tampered = rows.map(row => ([3, 4].includes(row.number ?? 0) ? { ...row, after: 'x' } : row));
    expect(summary(tampered, head)).toEqual(['changed 3', 'changed 4']);
  });

  it('names a line whose fingerprint was changed, and the next one whose content was', () => {
    const { rows, head } = ledger(6);
    const tampered = rows.map(row => {
      if (row.number === 3) return { ...row, hash: 'x' };
      return row.number === 4 ? { ...row, after: 'x' } : row;
    });
    expect(summary(tampered, head)).toEqual(['changed 3', 'changed 4']);
  });

  it('names the line replaced with a false fingerprint, and the next, which cannot prove it follows', () => {
    const { rows, head } = ledger(6);
    const replaced = rows.map(row => (row.number === 3 ? { ...row, after: 'x', hash: 'x' } : row));
    expect(summary(replaced, head)).toEqual(['changed 3', 'changed 4']);
  });

  it('shows a ledger rewritten to its end with good fingerprints', () => {
    const { rows, head } = ledger(6);
    let previous = at(rows, 2).hash;
    const forged = rows.slice(3).map(row => {
      const next = rehash({ ...row, after: 'x' }, previous);
      previous = next.hash;
      return next;
    });
    expect(summary([...rows.slice(0, 3), ...forged], head)).toEqual(['rewritten 1–6']);
  });

  it.each([1, 2, 3, 4, 5])('names a deleted line: %i', number => {
    const { rows, head } = ledger(6);
    expect(
      summary(
        rows.filter(row => row.number !== number),
        head,
      ),
    ).toEqual([`deleted ${number}`]);
  });

  it('names several deleted lines as ranges', () => {
    const { rows, head } = ledger(8);
    expect(
      summary(
        rows.filter(row => ![2, 3, 6].includes(row.number ?? 0)),
        head,
      ),
    ).toEqual(['deleted 2–3', 'deleted 6']);
  });

  it('shows a line deleted and the next ones numbered again', () => {
    const { rows, head } = ledger(6);
    const renumbered = inTab(rows.filter(row => row.number !== 3)).map((row, index) => ({ ...row, number: index + 1 }));
    expect(summary(renumbered, head)).toEqual(expect.arrayContaining(['changed 3', 'cutOff 6']));
  });

  it.each([0, 1, 5])('names the lines cut off after line %i', count => {
    const { rows, head } = ledger(6);
    const from = count + 1;
    expect(summary(rows.slice(0, count), head)).toEqual([from === 6 ? 'cutOff 6' : `cutOff ${from}–6`]);
  });

  it('names a line that was copied or added with a number already there', () => {
    const { rows, head } = ledger(6);
    const added = inTab([...rows.slice(0, 3), { ...at(rows, 2), after: 'x' }, ...rows.slice(3)]);
    expect(verifyLedger(added, head, sha256)).toEqual([
      expect.objectContaining({ kind: 'duplicated', from: 3, line: 5 }),
    ]);
    const before = inTab([...rows.slice(0, 2), { ...at(rows, 2), after: 'x' }, ...rows.slice(2)]);
    expect(verifyLedger(before, head, sha256)).toEqual([
      expect.objectContaining({ kind: 'duplicated', from: 3, line: 4 }),
    ]);
  });

  it('names a line without a readable number', () => {
    const { rows, head } = ledger(3);
    const added = inTab([...rows, { ...at(rows, 0), number: null }]);
    expect(verifyLedger(added, head, sha256)).toEqual([expect.objectContaining({ kind: 'unnumbered', line: 5 })]);
  });

  it('names a line added after the end that does not follow', () => {
    const { rows, head } = ledger(3);
    expect(summary(inTab([...rows, { ...at(rows, 2), number: 4 }]), head)).toEqual(['inserted 4']);
  });

  it.each([
    ['a line moved down', [1, 2, 4, 5, 3, 6], ['moved 3']],
    ['a line moved up', [5, 1, 2, 3, 4, 6], ['moved 5']],
    ['two lines exchanged', [1, 3, 2, 4, 5, 6], ['moved 3']],
    ['the tab sorted backwards', [6, 5, 4, 3, 2, 1], ['moved 2–6']],
  ])('names what was moved: %s', (_case, order, expected) => {
    const { rows, head } = ledger(6);
    expect(summary(inTab(order.map(number => at(rows, number - 1))), head)).toEqual(expected);
  });

  it('finds something whatever single thing is done to any ledger', () => {
    const field = fc.constantFrom('who', 'action', 'subject', 'field', 'before', 'after', 'hash');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(11), field, fc.string(), (count, pick, name, text) => {
        const { rows, head } = ledger(count);
        const index = pick % count;
        fc.pre(at(rows, index)[name as 'who'] !== text);
        expect(
          summary(
            rows.map((row, i) => (i === index ? { ...row, [name]: text } : row)),
            head,
          ),
        ).toEqual([`changed ${index + 1}`]);
      }),
    );
  });
});

describe('lines written by an execution that died before it stored the head', () => {
  const { rows, head } = ledger(4);
  const late = appendEntries(head, [event(5), event(6)], sha256);
  const withTail = inTab([...rows, ...late.rows]);

  it('are no finding', () => {
    expect(summary(withTail, head)).toEqual([]);
  });

  it('are adopted: the head moves to the last of them', () => {
    const { head: adoptedHead, adopted } = adoptTail(withTail, head, sha256);
    expect(adoptedHead).toEqual(late.head);
    expect(adopted.map(({ number }) => number)).toEqual([5, 6]);
  });

  it('are not adopted past the first that does not chain', () => {
    const broken = withTail.map(row => (row.number === 6 ? { ...row, after: 'x' } : row));
    expect(adoptTail(broken, head, sha256).head.number).toBe(5);
    expect(summary(broken, head)).toEqual(['inserted 6']);
  });
});

describe('personal data', () => {
  const salt = 'a long random secret';

  it.each(['Représentant légal', 'Contact', 'Fonction', 'Courriel', 'Téléphone'])('%s is personal', field => {
    expect(isPersonalField(field)).toBe(true);
  });

  it.each(['Statut', 'Collectivité', 'Montant TTC'])('%s is not', field => {
    expect(isPersonalField(field)).toBe(false);
  });

  it('never enters in clear, and still shows that it changed', () => {
    const change = { ...event(1), field: 'Courriel', before: '', after: 'marie.dupont@ville.example' };
    const safe = withoutPersonalData(change, salt, sha256);
    expect(JSON.stringify(safe)).not.toContain('dupont');
    expect(safe.before).toBe('');
    expect(safe.after).toMatch(/^masqué:[0-9a-f]{16}$/);
    expect(withoutPersonalData(event(1), salt, sha256)).toEqual(event(1));
  });

  it('may stand in any free text, which is masked too, and in a reason, which loses addresses and numbers', () => {
    const said = 'Voir Amélie, a.roux@ville.example ou 06 11 22 33 44';
    const safe = (field: string) =>
      withoutPersonalData({ ...event(1), field, after: said }, salt, sha256, one => one === 'Qualification').after;
    expect(safe('Qualification')).toMatch(/^masqué:[0-9a-f]{16}$/);
    expect(safe('Motif')).toMatch(/^Voir Amélie, /);
    expect(safe('Motif')).not.toMatch(/@|06 11/);
    expect(safe('Décision')).toBe(said);
  });

  it('is masked alike with one salt, and otherwise with another', () => {
    expect(masked('06 12', salt, sha256)).toBe(masked('06 12', salt, sha256));
    expect(masked('06 12', salt, sha256)).not.toBe(masked('06 12', 'other', sha256));
    expect(masked('06 12', salt, sha256)).not.toBe(masked('06 13', salt, sha256));
  });
});
