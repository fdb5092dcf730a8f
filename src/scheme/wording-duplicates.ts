/** What staff read when a request looks like another one of the edition; a hint, never a refusal. */
export const duplicateWording = {
  sameNeed: (reference: string) => `doublon possible de ${reference} : même SIREN et demande semblable.`,
  sameAuthority: (references: readonly string[]) =>
    `même collectivité (SIREN) que ${references.join(', ')}, pour une autre demande.`,
  samePerson: (references: readonly string[]) =>
    `même contact que ${references.join(', ')}, pour une autre collectivité.`,
  similarNeed: (reference: string) => `texte presque identique à celui de ${reference}, d’une autre collectivité.`,
};
