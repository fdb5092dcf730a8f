/** SIREN, SIRET and INSEE codes, against known numbers and against every commune and EPCI of France. */
import communes from '@etalab/decoupage-administratif/data/communes.json';
import epci from '@etalab/decoupage-administratif/data/epci.json';
import {
  type AuthorityType,
  identifierHints,
  parseCommuneCode,
  parseSiren,
  parseSirenOrSiret,
  parseSiret,
} from '../../src/scheme/identifiers';
import type { Result } from '../../src/scheme/result';

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.reason);
  return result.value;
};

describe('SIREN', () => {
  it.each([
    ['213801855', '213801855'],
    ['213 801 855', '213801855'],
    ['213\u00A0801\u202F855', '213801855'],
    ['213.801.855', '213801855'],
    ['\u200B213-801-855 ', '213801855'],
    [213801855, '213801855'],
    ['005880034', '005880034'],
  ])('%p is valid', (raw, siren) => {
    expect(parseSiren(raw)).toEqual({ ok: true, value: siren });
  });

  it.each([
    ['213801854', 'clé de contrôle'],
    ['231801855', 'clé de contrôle'],
    ['000000000', 'clé de contrôle'],
    ['21380185', 'neuf chiffres'],
    [5880034, 'zéros du début'],
    [1.5, 'neuf chiffres'],
    ['ABCDEFGHI', 'neuf chiffres'],
    ['', 'vide'],
    [null, 'vide'],
    [true, 'neuf chiffres'],
    ['2'.repeat(50_000), 'neuf chiffres'],
  ])('%p is refused', (raw, why) => {
    expect(parseSiren(raw)).toEqual({ ok: false, reason: expect.stringContaining(why) });
  });

  it('of every commune and EPCI of France is valid', () => {
    const sirens = [...communes.flatMap(({ siren }) => siren ?? []), ...epci.map(({ code }) => code)];
    expect(sirens.length).toBeGreaterThan(36_000);
    expect(sirens.filter(siren => !parseSiren(siren).ok)).toEqual([]);
  });

  it('with one digit wrong is never valid', () => {
    const wrong = Array.from('213801855').flatMap((digit, index) =>
      Array.from('0123456789')
        .filter(other => other !== digit)
        .map(other => `213801855`.slice(0, index) + other + `213801855`.slice(index + 1)),
    );
    expect(wrong.filter(siren => parseSiren(siren).ok)).toEqual([]);
  });
});

describe('SIRET', () => {
  it.each([
    ['21380185500015', 'a town hall'],
    ['356 000 000 00048', 'the head office of La Poste'],
    ['35600000049837', 'a branch of La Poste: digits add up to a multiple of 5'],
  ])('%s is valid: %s', raw => {
    expect(parseSiret(raw).ok).toBe(true);
  });

  it.each([
    ['21380185500016', 'clé de contrôle'],
    ['35600000049838', 'clé de contrôle'],
    ['21380185400015', 'clé de contrôle'],
    ['00000000000000', 'clé de contrôle'],
    ['213801855', 'quatorze chiffres'],
    ['', 'vide'],
  ])('%p is refused', (raw, why) => {
    expect(parseSiret(raw)).toEqual({ ok: false, reason: expect.stringContaining(why) });
  });

  it.each([
    ['213801855', true],
    ['21380185500015', true],
    [21380185500015, true],
    ['2138018550001', false],
    ['', false],
  ])('either one: %p → %p', (raw, valid) => {
    expect(parseSirenOrSiret(raw).ok).toBe(valid);
  });
});

describe('INSEE code of a commune', () => {
  it.each(['38185', '01001', '2a004', '2B033', '97411', '97502', '98735', ' 75 056 '])('%p is valid', raw => {
    expect(parseCommuneCode(raw).ok).toBe(true);
  });

  it.each([
    ['38000', 'code postal'],
    ['20004', '2A ou 2B'],
    ['1001', 'cinq caractères'],
    [1001, 'cinq caractères'],
    ['96001', 'cinq caractères'],
    ['97911', 'cinq caractères'],
    ['2C001', 'cinq caractères'],
    ['', 'vide'],
  ])('%p is refused', (raw, why) => {
    expect(parseCommuneCode(raw)).toEqual({ ok: false, reason: expect.stringContaining(why) });
  });

  it('of every commune of France is valid, but for the uninhabited territories', () => {
    const refused = communes.map(({ code }) => code).filter(code => !parseCommuneCode(code).ok);
    expect(refused.filter(code => !/^98[49]/.test(code))).toEqual([]);
  });
});

describe('hints', () => {
  const hints = (siren: string, type: AuthorityType, commune?: string) =>
    identifierHints(
      value(parseSiren(siren)),
      type,
      commune === undefined ? undefined : value(parseCommuneCode(commune)),
    );

  it.each([
    ['213801855', 'commune', '38185'],
    ['212000046', 'commune', '2A004'],
    ['219740115', 'commune', '97411'],
    ['200040715', 'EPCI', undefined],
    ['223800012', 'département', undefined],
    ['200053767', 'région', undefined],
  ] as const)('%s fits %s %s', (siren, type, commune) => {
    expect(hints(siren, type, commune)).toEqual([]);
  });

  it.each([
    ['213801855', 'région', undefined, 'réservé aux communes'],
    ['223800012', 'commune', undefined, 'réservé aux départements'],
    ['356000000', 'commune', undefined, 'ne commence pas comme celui d’une collectivité'],
    ['213801855', 'commune', '69123', 'autre département'],
  ] as const)('%s does not fit %s %s', (siren, type, commune, why) => {
    expect(hints(siren, type, commune)).toEqual([expect.stringContaining(why)]);
  });
});
