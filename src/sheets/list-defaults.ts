/** What tab Listes holds after the first installation; staff keep it from then on. */
import { type Rate, rate } from '../scheme/money';

/** The funders of 2018 and their shares of the envelope. */
export const DEFAULT_FUNDERS: readonly { funder: string; funderShare: Rate }[] = [
  { funder: 'AFD', funderShare: rate(0.5) },
  { funder: 'DAECT', funderShare: rate(0.5) },
];

/** Usual technical criteria; their points are staff's to give. */
export const DEFAULT_CRITERIA: readonly string[] = [
  'Compréhension du besoin et qualité de la méthodologie',
  'Livrables proposés et calendrier',
  'Expérience et disponibilité des intervenants',
];
