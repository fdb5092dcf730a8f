/** Terms of reference: drafted from the template whole or not at all, values letter for letter, no contact details. */
import { checkTermsOfReference, contactDetailsIn, draftTermsOfReference } from '../../src/docs/terms-of-reference';
import { findPlaceholders } from '../../src/scheme/placeholders';
import { COLLEAGUE, FilesBench } from '../docs-service/files-bench';
import { gatewayOf, valuesFor } from './desk';

/** A Workspace where Installer has made the folder and the template. */
function installed() {
  const bench = new FilesBench();
  const gateway = gatewayOf(bench.run());
  const folderId = gateway.createFolder('Appui AICT 2018');
  return { bench, folderId, templateId: gateway.createDefaultTemplate(folderId) };
}

function draft(place: ReturnType<typeof installed>, values = valuesFor()) {
  const run = place.bench.run();
  const { templateId, folderId } = place;
  const drafted = draftTermsOfReference(gatewayOf(run), { templateId, folderId, title: 'TdR CONS-2018-001', values });
  return { drafted, run };
}

const textOf = (place: ReturnType<typeof installed>, documentId: string): string => {
  const text = gatewayOf(place.bench.run()).textOf(documentId);
  if (!text.ok) throw new Error(text.reason);
  return text.value.replace(/\r/g, '\n');
};

/** Staff edit the template in Google Docs. */
function typeInTemplate(place: ReturnType<typeof installed>, text: string): void {
  const document = place.bench.run().DocumentApp.openById(place.templateId);
  document.getBody().appendParagraph(text);
  document.saveAndClose();
}

const documentsOf = (place: ReturnType<typeof installed>): string[] =>
  place.bench.part.files
    .all()
    .filter(file => file.mimeType.endsWith('document'))
    .map(file => file.id);

test('the default template uses known fields only, and can be drafted from', () => {
  const place = installed();
  const template = textOf(place, place.templateId);
  expect(checkTermsOfReference(template)).toMatchObject({ ok: true });
  expect(findPlaceholders(template).length).toBeGreaterThan(15);
});

test('a draft holds the data of the request, in the body, the header and the footer, and no placeholder', () => {
  const place = installed();
  const { drafted } = draft(place);
  expect(drafted).toMatchObject({
    ok: true,
    value: { url: expect.stringContaining('https://docs.google.com/document/d/') },
  });
  const text = textOf(place, drafted.ok ? drafted.value.documentId : '');
  expect(text).not.toMatch(/[{}]/);
  expect(text).toContain('Ville de Grenoble (commune)');
  expect(text).toContain('15\u00A0000,00\u00A0€ TTC');
  expect(text).toContain('10 jours ouvrables');
  expect(text).toContain('Méthodologie\u00A0: 25 points');
  expect(text).toContain('internationale des collectivités territoriales · CONS-2018-001');
  expect(text).toContain('Termes de référence CONS-2018-001 · édition 2018 · version 1');
});

test('the template itself is left as it was', () => {
  const place = installed();
  const before = textOf(place, place.templateId);
  draft(place);
  expect(textOf(place, place.templateId)).toBe(before);
});

test.each([
  '=IMPORTXML("http://x")',
  '+33 6 12 34 56 78',
  '00123',
  '1/2',
  'R&D <Lyon> "É" $& $1 $$ \\1 \\',
  '{{Besoin}} et {{inconnu}}',
  '😀 👩‍🚀 🇫🇷',
  'mot '.repeat(10_000),
])('a value is written as it was typed: %.40j', value => {
  const place = installed();
  const { drafted } = draft(place, valuesFor({ authority: value, title: value, need: value }));
  const text = textOf(place, drafted.ok ? drafted.value.documentId : '');
  expect(text.split(value).length - 1).toBeGreaterThanOrEqual(4);
});

test('a value keeps its lines, and loses the control characters that Docs would drop by itself', () => {
  const place = installed();
  const { drafted } = draft(place, valuesFor({ need: 'une\r\ndeux\u0007\rtrois\tquatre' }));
  expect(textOf(place, drafted.ok ? drafted.value.documentId : '')).toContain('une\ndeux\ntrois\tquatre');
});

test('a value takes the style of its placeholder', () => {
  const place = installed();
  const { drafted } = draft(place);
  const body = place.bench
    .run()
    .DocumentApp.openById(drafted.ok ? drafted.value.documentId : '')
    .getBody();
  const found = body.findText('Élaborer la stratégie');
  expect(found?.getElement().getAttributes(found.getEndOffsetInclusive())).toMatchObject({
    FONT_SIZE: 13,
    FOREGROUND_COLOR: '#5F6B7A',
  });
});

test.each([
  ['un champ inconnu', '{{Colectivité}}', /Champ inconnu dans le modèle\u00A0: \{\{Colectivité\}\}/],
  ['une accolade sans sa paire', 'Bonjour {{Collectivité', /accolade double sans sa paire/],
  [
    'les coordonnées de la collectivité',
    'Écrire à {{ courriel }} ou {{Téléphone}}',
    /\{\{Courriel\}\}, \{\{Téléphone\}\}.*coordonnées/,
  ],
])('%s in the template: refused with a sentence, and nothing is made', (_case, typed, sentence) => {
  const place = installed();
  typeInTemplate(place, typed);
  const { drafted, run } = draft(place);
  expect(drafted.ok ? '' : drafted.reason).toMatch(sentence);
  expect(documentsOf(place)).toEqual([place.templateId]);
  expect(run.calls).toEqual(['DocumentApp.openById', 'Body.getText']);
});

test('a field without a value is refused, naming what to fill; nothing is made', () => {
  const place = installed();
  const { drafted } = draft(place, valuesFor({ need: ' ' }, { technicalPoints: null }));
  expect(drafted).toEqual({
    ok: false,
    reason:
      'Renseignez d’abord la colonne «\u00A0Besoin\u00A0» de l’onglet Demandes, le réglage PointsTechnique de l’onglet Paramètres\u00A0: le modèle l’utilise.',
  });
  expect(documentsOf(place)).toEqual([place.templateId]);
});

test('optional fields that were not given say so', () => {
  const values = valuesFor({ territories: '', sectors: '', goals: '', wishedBy: '', qualification: '', inseeCode: '' });
  expect(values).toMatchObject({
    'Territoires partenaires': 'non précisé',
    Secteurs: 'non précisé',
    ODD: 'non précisé',
    'Échéance souhaitée': 'non précisé',
    'Code INSEE': 'non précisé',
    Qualification: 'Le besoin exprimé par la collectivité vaut qualification.',
  });
});

test('a template that the account cannot reach is refused, not thrown', () => {
  const place = installed();
  const gateway = gatewayOf(place.bench.run(COLLEAGUE));
  const drafted = draftTermsOfReference(gateway, { ...place, title: 'T', values: valuesFor() });
  expect(drafted.ok ? '' : drafted.reason).toMatch(/n’est pas accessible/);
});

test('drafting takes six calls, a PDF two, keeping it one, reading it back one', () => {
  const place = installed();
  const { drafted, run } = draft(place);
  expect(run.calls).toEqual([
    'DocumentApp.openById',
    'Body.getText',
    'Drive.Files.copy',
    'DocumentApp.openById',
    'Body.getText',
    'Document.saveAndClose',
  ]);
  const sending = place.bench.run();
  const gateway = gatewayOf(sending);
  const pdf = gateway.pdfOf(drafted.ok ? drafted.value.documentId : '');
  const kept = gateway.keepPdf(place.folderId, 'TdR.pdf', pdf.bytes);
  expect(gateway.bytesOf(kept)).toEqual(pdf.bytes);
  expect(sending.calls).toEqual(['DocumentApp.openById', 'Document.getAs', 'Drive.Files.create', 'Drive.Files.get']);
});

test.each([1, 2, 3, 4, 5, 6])('killed before call %i: no half-filled document is saved', call => {
  const place = installed();
  const run = place.bench.run(undefined, call);
  const { templateId, folderId } = place;
  expect(() =>
    draftTermsOfReference(gatewayOf(run), { templateId, folderId, title: 'T', values: valuesFor() }),
  ).toThrow('killed');
  run.end('killed');
  const texts = documentsOf(place).map(id => textOf(place, id));
  expect(texts).toHaveLength(call <= 3 ? 1 : 2);
  expect(new Set(texts).size).toBe(1);
});

test('contact details that people typed into their need are pointed out', () => {
  expect(
    contactDetailsIn({
      Besoin: 'Écrire à jean@ville.example',
      Intitulé: 'Projet 2018',
      Secteurs: '06 12 34 56 78',
      ODD: '1, 2',
    }),
  ).toEqual(['Besoin', 'Secteurs']);
});
