// The 2018 edition holds real authorities only, and the cases that an edition must show.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import communes from '@etalab/decoupage-administratif/data/communes.json';
import epci from '@etalab/decoupage-administratif/data/epci.json';
import { stdnum } from 'stdnum';
import { type Answers, parseScenario } from '../../local/play/scenario';

const scenario = parseScenario(readFileSync(join(__dirname, '../../scenarios/edition-2018.yaml'), 'utf8'));
const requests = scenario.steps.flatMap(({ gesture }) => (gesture.kind === 'submit' ? [gesture.answers] : []));
const text = (answers: Answers, question: string): string => String(answers[question] ?? '');
/** Sirens that the scenario gives wrong on purpose, then corrects. */
const corrected = new Map(
  scenario.steps.flatMap(({ gesture }) => {
    if (gesture.kind !== 'resubmit') return [];
    const first = scenario.steps.find(
      step => step.gesture.kind === 'submit' && step.gesture.as === gesture.as,
    )?.gesture;
    return first?.kind === 'submit' && gesture.answers['Numéro SIREN'] !== undefined
      ? [[text(first.answers, 'Numéro SIREN'), text(gesture.answers, 'Numéro SIREN')] as const]
      : [];
  }),
);
const sirenOf = (answers: Answers): string => {
  const given = text(answers, 'Numéro SIREN');
  return corrected.get(given) ?? given;
};

const KINDS: Readonly<Record<string, string>> = {
  CA: "Communauté d'agglomération",
  CC: 'Communauté de communes',
  CU: 'Communauté urbaine',
};
/** The names that the register allows for an EPCI: with its kind in full, or its own name alone. */
function epciNames(name: string): string[] {
  const [, kind, rest] = /^(CA|CC|CU) (.+)$/.exec(name) ?? [];
  return kind === undefined || rest === undefined ? [name] : [`${KINDS[kind]} ${rest}`, rest];
}

describe.each(requests.map(answers => [text(answers, 'Nom de la collectivité'), answers] as const))(
  '%s',
  (name, answers) => {
    const kind = text(answers, 'Type de collectivité');

    it('has a SIREN with a valid key', () => {
      expect(stdnum.FR?.siren?.validate(sirenOf(answers)).isValid).toBe(true);
    });

    if (kind === 'commune') {
      it('is a commune of the register, with its SIREN and its INSEE code', () => {
        const commune = communes.find(entry => 'siren' in entry && entry.siren === sirenOf(answers));
        const called = commune && [
          commune.nom,
          `Ville de ${commune.nom}`,
          `Ville d'${commune.nom}`,
          `Commune de ${commune.nom}`,
        ];
        expect(called).toContain(name);
        expect(commune?.code).toBe(text(answers, 'Code INSEE de la commune'));
      });
    }
    if (kind === 'EPCI') {
      it('is an EPCI of the register, with its SIREN', () => {
        const entry = epci.find(({ code }) => code === sirenOf(answers));
        expect(entry && epciNames(entry.nom)).toContain(name);
      });
    }
  },
);

describe('the edition', () => {
  it('has at least 25 requests, of every type of authority and of every type of support', () => {
    expect(requests.length).toBeGreaterThanOrEqual(25);
    expect(new Set(requests.map(answers => text(answers, 'Type de collectivité')))).toEqual(
      new Set(['commune', 'EPCI', 'département', 'région', 'syndicat', 'autre']),
    );
    expect(new Set(requests.map(answers => text(answers, "Type d'appui demandé"))).size).toBe(3);
  });

  it('has an estimate above the ceiling of 15 000 €', () => {
    expect(requests.some(answers => Number(answers['Coût estimé de la prestation TTC (€)']) > 15_000)).toBe(true);
  });

  it('writes to example addresses only', () => {
    const source = readFileSync(join(__dirname, '../../scenarios/edition-2018.yaml'), 'utf8');
    const addresses = source.match(/[\w.+-]+@[\w.-]+/g) ?? [];
    expect(addresses.filter(address => !address.endsWith('.example'))).toEqual([]);
  });

  it('never goes back in time', () => {
    const instants = scenario.steps.flatMap(({ at }) => (at === undefined ? [] : [at]));
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
    expect(instants[0]).toBeGreaterThanOrEqual(scenario.start);
  });
});
