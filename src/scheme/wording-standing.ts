/** Where a request stands, as its authority reads it: nothing of other files, of bids, or of what is not decided. */
import type { RequestState } from './states';

/** One or two sentences a state; what is missing follows where it is `à compléter`. */
export const standingWording: Readonly<Record<RequestState, string>> = {
  reçue: 'Votre demande est reçue. Nous vérifions qu’elle est complète ; vous n’avez rien à faire pour le moment.',
  'à compléter': 'Votre demande est à compléter avant d’être présentée au comité de pilotage.',
  complète: 'Votre demande est complète. Le comité de pilotage doit l’examiner ; vous serez informé de sa décision.',
  retenue:
    'Le comité de pilotage a retenu votre demande. Nous devons maintenant préciser votre besoin avec vous, puis rédiger les termes de référence.',
  ajournée:
    'Le comité de pilotage a ajourné votre demande : elle n’est pas refusée, et pourra être réexaminée au cours de cette édition.',
  refusée: 'Le comité de pilotage n’a pas retenu votre demande.',
  qualifiée:
    'Votre besoin est précisé. Les termes de référence sont en préparation, avant la consultation de nos consultants.',
  'en consultation':
    'Les termes de référence ont été adressés à nos consultants. Leurs réponses sont attendues ou à l’examen.',
  attribuée: 'Un consultant a été choisi. Le marché est en cours d’établissement.',
  'en cours': 'La prestation est en cours.',
  livrée: 'Les livrables ont été remis. Leur acceptation, par vous et par nous, est attendue.',
  acceptée: 'La prestation est acceptée. Son règlement est en cours.',
  payée: 'La prestation est réglée. Il reste à clore le dossier.',
  close: 'Le dossier est clos.',
  retirée: 'La demande a été retirée.',
};

export const standingMissing = (points: readonly string[]): string =>
  `Il manque :\n${points.map(point => `– ${point}`).join('\n')}`;
