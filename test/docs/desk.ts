/** The gateway of the documents over the local Drive and Docs, and a request to write about. */

import { bytesOf } from '../../local/kernel/bytes';
import { Blob } from '../../local/services/blob';
import { DocumentsGateway } from '../../src/docs/documents-gateway';
import {
  type ConsultationForTerms,
  type RequestForTerms,
  termsOfReferenceFields,
} from '../../src/docs/terms-of-reference';
import { cents } from '../../src/scheme/money';
import type { Run } from '../docs-service/files-bench';

/** The local services stand for Google's here; their classes are checked against Google's types by what is called. */
export function gatewayOf(run: Run): DocumentsGateway {
  return new DocumentsGateway(
    run.DocumentApp as unknown as GoogleAppsScript.Document.DocumentApp,
    run.Drive as unknown as GoogleAppsScript.Drive,
    (bytes, type, name) => new Blob(bytesOf(bytes), type, name) as unknown as GoogleAppsScript.Base.Blob,
  );
}

export const GRENOBLE: RequestForTerms = {
  reference: 'DEM-2018-001',
  authority: 'Ville de Grenoble',
  authorityKind: 'commune',
  inseeCode: '38185',
  member: 'Adhérent',
  supportType: 'Stratégie à l’international',
  title: 'Élaborer la stratégie internationale de la ville, 2019-2026',
  need: 'La ville coopère avec Ouagadougou, Bethléem et Sfax depuis plus de vingt ans, sans document de cadrage. Elle souhaite une stratégie partagée par les élus, les services et les associations.\nElle veut aussi hiérarchiser ses partenariats et chiffrer les moyens nécessaires.',
  qualification: 'Entretien du 22 octobre 2018 : la stratégie doit être soumise au conseil municipal de juin 2019.',
  territories: 'Ouagadougou (Burkina Faso) ; Sfax (Tunisie)',
  sectors: 'Appui à la gouvernance locale et à la décentralisation ; Développement urbain',
  goals: '11, 16, 17',
  wishedBy: '30 juin 2019',
};

export const CONSULTATION: ConsultationForTerms = {
  reference: 'CONS-2018-001',
  edition: '2018',
  version: 1,
  draftedOn: '5 novembre 2018',
  ceiling: cents(1_500_000),
  ceilingOn: 'TTC',
  replyDays: 10,
  replyMode: 'ouvrables',
  technicalPoints: 60,
  pricePoints: 40,
  technicalCriteria: [
    { label: 'Compréhension du besoin', points: 15 },
    { label: 'Méthodologie', points: 25 },
    { label: 'Équipe et références', points: 20 },
  ],
};

export const valuesFor = (request: Partial<RequestForTerms> = {}, consultation: Partial<ConsultationForTerms> = {}) =>
  termsOfReferenceFields({ ...GRENOBLE, ...request }, { ...CONSULTATION, ...consultation });
