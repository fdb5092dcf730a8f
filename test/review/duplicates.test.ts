/** Requests of an edition that look alike: a hint for staff, whatever is alike. */
import fc from 'fast-check';
import { type ComparedRequest, duplicateHints } from '../../src/scheme/duplicates';

const request = (changes: Partial<ComparedRequest> = {}): ComparedRequest => ({
  reference: 'DEM-2018-001',
  status: 'reçue',
  siren: '213801855',
  title: 'Eau potable à Ouagadougou',
  need: 'Un partenariat ancien avec la commune de Ouagadougou, un projet de réseau à construire ensemble.',
  contact: 'Amélie Roux',
  email: 'international@grenoble.example',
  phone: '04 76 00 00 00',
  ...changes,
});
const other = (changes: Partial<ComparedRequest>): ComparedRequest =>
  request({
    reference: 'DEM-2018-002',
    siren: '243100633',
    title: 'Déchets ménagers',
    need: 'Évaluer la collecte des ordures de la ville partenaire depuis dix ans.',
    contact: 'Jean Petit',
    email: 'dga@sicoval.example',
    phone: '',
    ...changes,
  });

describe('two requests', () => {
  it.each([
    [
      'same SIREN, title written otherwise',
      { siren: '213 801 855', title: 'EAU POTABLE – Ouagadougou' },
      ['doublon possible de DEM-2018-002'],
    ],
    ['same SIREN, another need', { siren: '213801855' }, ['même collectivité']],
    ['another SIREN, same address', { email: 'International@Grenoble.example' }, ['même contact']],
    [
      'another SIREN, same person by name and telephone',
      { contact: 'AMELIE ROUX', phone: '+33 4 76 00 00 00' },
      ['même contact'],
    ],
    ['another SIREN, the switchboard of the same town', { phone: '04 76 00 00 00' }, []],
    ['another SIREN, the same text', { need: request().need }, ['texte presque identique']],
    ['nothing alike', {}, []],
    ['withdrawn before', { siren: '213801855', status: 'retirée' }, []],
  ])('%s', (_, changes, expected) => {
    expect(duplicateHints(request(), [request(), other(changes)])).toEqual(
      expected.map(text => expect.stringContaining(text)),
    );
  });

  it('are never compared with themselves, and never make it fail', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (title, need, siren) => {
        const one = request({ title, need, siren });
        expect(duplicateHints(one, [one])).toEqual([]);
      }),
    );
  });
});
