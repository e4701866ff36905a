import { Document, Page, renderToBuffer, StyleSheet, Text, View } from '@react-pdf/renderer'
import { BOLD, fontFamilies } from './fonts'
import type { ApplicationSummary, PdfRow } from './summary'

const styles = StyleSheet.create({
  page: { paddingTop: 60, paddingBottom: 50, paddingHorizontal: 48, fontSize: 10, lineHeight: 1.4, color: '#17212b' },
  header: {
    position: 'absolute',
    top: 24,
    left: 48,
    right: 48,
    flexDirection: 'row',
    justifyContent: 'space-between',
    fontSize: 8,
    color: '#4b5a68',
  },
  footer: { position: 'absolute', bottom: 22, left: 48, right: 48, textAlign: 'center', fontSize: 8, color: '#4b5a68' },
  title: { fontSize: 18, lineHeight: 1.6, marginBottom: 2 },
  heading: { fontSize: 12, marginTop: 14, marginBottom: 4, color: '#06456b' },
  item: { fontSize: 10, marginTop: 6, marginBottom: 2, color: '#06456b' },
  row: { flexDirection: 'row', borderBottomWidth: 0.5, borderBottomColor: '#c9d3dc', paddingVertical: 3 },
  label: { width: '36%', paddingRight: 8, color: '#4b5a68' },
  value: { width: '64%' },
  draft: { fontSize: 12, color: '#b3261e' },
})

/** Characters that no PDF shows: control characters, and halves of a pair. Line ends stay. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what has to go.
  return text.toWellFormed().replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g, ' ')
}

/** The whole application as a PDF (A4), in any script that the fonts hold. */
export async function renderApplicationPdf(summary: ApplicationSummary): Promise<Buffer> {
  const fontFamily = fontFamilies()
  const { title, number, state, applicant, submittedAt, sections, documents } = summary
  return renderToBuffer(
    <Document title={`${title}: ${number ?? 'draft'}`} author={printable(applicant)} language="en">
      <Page size="A4" style={[styles.page, { fontFamily }]}>
        <View style={styles.header} fixed>
          <Text>{printable(title)}</Text>
          <Text>{number ?? 'Draft'}</Text>
        </View>
        <Text
          style={styles.footer}
          fixed
          render={({ pageNumber, totalPages }) => `Page ${pageNumber} of ${totalPages}`}
        />
        <Text style={styles.title}>{printable(applicant)}</Text>
        <Text>{[number, state, submittedAt].filter(Boolean).join('  ·  ')}</Text>
        {number === null && <Text style={[styles.draft, { fontFamily: BOLD }]}>DRAFT – not handed in</Text>}
        {sections.map((section) => (
          <View key={section.title}>
            <Text style={[styles.heading, { fontFamily: [BOLD, ...fontFamily] }]}>{printable(section.title)}</Text>
            <Rows rows={section.rows} />
            {section.items.map((item) => (
              <View key={item.title}>
                <Text style={styles.item}>{printable(item.title)}</Text>
                <Rows rows={item.rows} />
              </View>
            ))}
          </View>
        ))}
        <Text style={[styles.heading, { fontFamily: [BOLD, ...fontFamily] }]}>Documents</Text>
        {documents.map((document) => (
          <View key={document.sha256 + document.filename} style={styles.row} wrap={false}>
            <Text style={styles.label}>{printable(document.label)}</Text>
            <Text style={styles.value}>
              {printable(document.filename)} ({document.size}, pages: {document.pages}){'\n'}SHA-256 {document.sha256}
            </Text>
          </View>
        ))}
      </Page>
    </Document>,
  )
}

function Rows({ rows }: { rows: PdfRow[] }) {
  return rows.map((row) => (
    <View key={row.label} style={styles.row}>
      <Text style={styles.label}>{printable(row.label)}</Text>
      <Text style={styles.value}>{printable(row.value) || '–'}</Text>
    </View>
  ))
}
