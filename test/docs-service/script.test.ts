/** Drive and DocumentApp as a script holds them: through the realm, where what is not provided throws by name. */
import vm from 'node:vm';
import { ScriptRealm } from '../../local/kernel/realm';
import { FilesBench } from './files-bench';

function runScript(source: string): unknown {
  const run = new FilesBench().run();
  const realm = new ScriptRealm([new vm.Script(`function act() { ${source} }`)]);
  const gate = {
    enter: () => undefined,
    leave: () => undefined,
    abort: () => undefined,
    now: () => 0,
    log: () => undefined,
  };
  return realm.within(
    gate,
    () => ({ Drive: run.Drive, DocumentApp: run.DocumentApp }),
    1,
    () => {
      realm.load();
      return realm.call('act', []);
    },
  );
}

test('a document is written, styled, searched, saved and exported', () => {
  const answer = runScript(`
    const id = Drive.Files.create({ name: 'Doc', mimeType: 'application/vnd.google-apps.document' }).id;
    const doc = DocumentApp.openById(id);
    const body = doc.getBody();
    body.appendParagraph('Titre').setHeading(DocumentApp.ParagraphHeading.HEADING1).editAsText().setBold(true);
    body.appendListItem('point').setGlyphType(DocumentApp.GlyphType.BULLET);
    body.appendTable([['a', 'b']]).getCell(0, 0).setBackgroundColor('#EEEEEE').getChild(0).asParagraph()
      .setAttributes({ [DocumentApp.Attribute.BOLD]: true });
    doc.addFooter().appendParagraph('Pied');
    const range = body.findText('Ti+tre');
    const heading = body.getParagraphs()[1].getHeading();
    doc.saveAndClose();
    const pdf = DocumentApp.openById(id).getAs('application/pdf');
    return {
      offsets: [range.getStartOffset(), range.getEndOffsetInclusive()],
      sameHeading: heading === DocumentApp.ParagraphHeading.HEADING1,
      type: String(range.getElement().getType()),
      pdf: [pdf.getName(), pdf.getContentType(), pdf.getBytes().slice(0, 4)],
      url: doc.getUrl(),
    };
  `);
  expect(answer).toEqual({
    offsets: [0, 4],
    sameHeading: true,
    type: 'TEXT',
    pdf: ['Doc.pdf', 'application/pdf', [37, 80, 68, 70]],
    url: 'https://docs.google.com/document/d/file-000001/edit',
  });
});

test.each([
  ['Drive.Comments.create({}, "x")', 'Drive.Comments'],
  ['Drive.Files.emptyTrash()', 'Drive.Files.emptyTrash'],
  ['DocumentApp.openByUrl("x")', 'DocumentApp.openByUrl'],
  ['DocumentApp.create("x").getBody().appendImage(1)', 'Body.appendImage'],
  ['DocumentApp.ParagraphHeading.HEADING9', 'ParagraphHeading.HEADING9'],
])('%s throws, naming the member', (source, member) => {
  expect(() => runScript(`${source};`)).toThrow(member);
});

test('errors are those of the API, with their code', () => {
  const answer = runScript(`
    try { Drive.Files.get('nowhere'); } catch (error) { return [error.name, error.message, error.details.code]; }
  `);
  expect(answer).toEqual([
    'GoogleJsonResponseException',
    'API call to drive.files.get failed with error: File not found: nowhere.',
    404,
  ]);
});
