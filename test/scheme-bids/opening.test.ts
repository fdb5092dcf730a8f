/** Who may open bids, and when: two people who are not one, after the deadline. */
import { checkOpening, type KnownPerson } from '../../src/scheme/opening';
import { type Day, endOfDay, type Instant, instant, instantAt } from '../../src/scheme/time';

const deadline = endOfDay('2018-11-16' as Day);
const after = (seconds: number): Instant => instant(deadline + seconds * 1000);

const person = (name: string, more: Partial<KnownPerson> = {}): KnownPerson => ({
  name,
  displayName: '',
  email: '',
  isConflicted: false,
  ...more,
});

describe('the opening', () => {
  const opening = (changes: Partial<Parameters<typeof checkOpening>[0]>): string => {
    const result = checkOpening({
      reference: 'CONS-2018-001',
      now: after(1),
      deadline,
      openers: ['Anne Martin', 'Paul Durand'],
      people: [],
      ...changes,
    });
    return result.ok ? result.value.join(' et ') : result.reason;
  };

  it('is by two named people, once the deadline has passed', () => {
    expect(opening({ openers: [' Anne Martin', 'Paul Durand '] })).toBe('Anne Martin et Paul Durand');
  });

  it.each([deadline, instantAt('2018-11-16' as Day, 8)])('is refused until the last second', now => {
    expect(opening({ now })).toContain('restent scellés jusqu’à la date limite');
  });

  it.each<[string, string]>([
    ['', 'Paul Durand'],
    ['Anne Martin', '  '],
    ['—', 'Paul Durand'],
  ])('« %s » and « %s » are not two names', (first, second) => {
    expect(opening({ openers: [first, second] })).toContain('deux personnes');
  });

  it.each<[string, string]>([
    ['Anne Martin', 'anne  martin'],
    ['Anne Martin', 'MARTIN Anne'],
    ['Hélène Lefèvre', 'Helene LEFEVRE'],
    ['Jean-Paul Roy', 'Jean Paul Roy'],
  ])('« %s » and « %s » are one person', (first, second) => {
    expect(opening({ openers: [first, second] })).toContain('doivent être différentes');
  });

  it('names in another alphabet are names too', () => {
    expect(opening({ openers: ['Ольга', '李明'] })).toBe('Ольга et 李明');
  });

  it('is refused to someone who declared a conflict on the file', () => {
    expect(opening({ people: [person('DURAND Paul', { isConflicted: true })] })).toContain(
      'Paul Durand a déclaré un conflit',
    );
    expect(opening({ people: [person('Pauline Durand', { isConflicted: true })] })).toBe('Anne Martin et Paul Durand');
  });

  it.each<[string, string]>([
    ['Anne Martin', 'anne.martin@cuf.example'],
    ['Anne Martin', 'Nanou'],
    ['Nanou', 'a-m@cuf.example'],
  ])('« %s » and « %s » are one person when tab Comité says so', (first, second) => {
    const people = [person('Anne Martin', { displayName: 'Nanou', email: 'a-m@cuf.example' })];
    expect(opening({ openers: [first, second], people })).toMatch(
      /désignent la même personne|doivent être différentes/,
    );
  });

  it.each<[string, string]>([
    ['A. Martin', 'Anne Martin'],
    ['Martin', 'Anne Martin'],
    ['Mme Anne Martin', 'Anne Martin'],
    ['A. M.', 'Anne Martin'],
    ['Anne M.', 'A. Martin'],
  ])('« %s » may be « %s »: the names are asked in full', (first, second) => {
    expect(opening({ openers: [first, second] })).toContain('prénom et nom en entier');
  });

  it('tells people of nearly the same name apart once tab Comité has both, and gives them their name of that tab', () => {
    const people = [person('Anne Martin'), person('Anne-Marie Martin', { email: 'amm@cuf.example' })];
    expect(opening({ openers: ['MARTIN Anne', 'amm@cuf.example'], people })).toBe('Anne Martin et Anne-Marie Martin');
    expect(opening({ openers: ['Anne Martin', 'Alain Martin'] })).toBe('Anne Martin et Alain Martin');
  });
});
