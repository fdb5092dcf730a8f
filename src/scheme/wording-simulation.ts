/** What the simulation of the selection says, in French: why a request is left out, what a rule is. */
import { selectionWording } from './wording';

export const simulationWording = {
  leftOut: {
    exhausted: selectionWording.exhaustedReason,
    passedOver: 'non choisie par cette règle',
    unestimated: selectionWording.noEstimateReason,
    refused: 'refus déjà saisi',
  },
  tooMany: (count: number) =>
    `Trop de combinaisons pour trouver à coup sûr la meilleure note totale parmi ${count} demandes. Refusez ou ajournez d’abord celles que le comité écarte, puis relancez la simulation.`,
};
