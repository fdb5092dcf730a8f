/** What the completeness check says to staff and, through the letters, to the authority. */
export const completenessWording = {
  missing: (header: string) => `« ${header} » n’est pas renseigné.`,
  unreadEstimate: (text: string) =>
    `« Coût estimé TTC » : « ${text} » n’est pas un montant toutes taxes comprises en euros, par exemple 10 800 €.`,
  zeroEstimate: 'Le coût estimé est nul : indiquez un montant toutes taxes comprises.',
  noCommitment: 'L’engagement à verser la participation en numéraire n’est pas donné.',
  unknownKind: (text: string) =>
    `« ${text} » n’est pas un type de collectivité : commune, EPCI, département, région, syndicat ou autre.`,
  unknownSupport: (text: string) =>
    `« ${text} » n’est pas un type d’appui : Stratégie à l’international, Montage de projet ou Évaluation de projet.`,
  badEmail: (text: string) => `« ${text} » n’est pas une adresse de courriel.`,
};
