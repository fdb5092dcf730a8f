/** What the open data of the edition says, in French: titles, procedure, criteria. */
const points = (count: number): string => `${String(count).replace('.', ',')} points`;

export const openContractingWording = {
  publisher: 'Cités Unies France',
  frameworkTitle: (edition: number) => `Accord-cadre du dispositif d’appui, édition ${edition}`,
  frameworkAward: 'Désignation des titulaires de l’accord-cadre',
  frameworkContract: (organisation: string) => `Accord-cadre avec ${organisation}`,
  miniCompetition: 'Marché subséquent à un accord-cadre, après remise en concurrence de tous ses titulaires en vigueur',
  tenderDescription: (supportType: string, territories: string, sectors: string) =>
    [
      `Type d’appui : ${supportType}`,
      ...(territories === '' ? [] : [`Territoires partenaires : ${territories}`]),
      ...(sectors === '' ? [] : [`Secteurs : ${sectors}`]),
    ].join('. '),
  unit: 'prestation',
  criteria: (technical: number, price: number) =>
    `Valeur technique : ${points(technical)} ; prix : ${points(price)} (prix le plus bas ÷ prix × ${points(price)})`,
  byMail: 'Offre remise par courriel, conservée scellée jusqu’à son ouverture par deux personnes',
  budget: (funders: readonly string[]) =>
    funders.length === 0 ? 'Part du dispositif' : `Part du dispositif, financée par ${funders.join(', ')}`,
  withVat: 'Montant toutes taxes comprises',
};
