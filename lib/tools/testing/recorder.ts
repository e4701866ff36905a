import { Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import { readPdf } from './pdf-text'
import { Visitor } from './visitor'

/** A visitor who keeps all of the portal's answers as text: pages, files, and the contents of redirects. */
export class Recorder extends Visitor {
  readonly answers: { asked: string; status: number; text: string }[] = []

  override async fetch(path: string, init: RequestInit = {}, left?: number): Promise<Response> {
    const response = await super.fetch(path, init, left)
    const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
    const text = `${decoded(headers)}\n${await textOf(response.clone())}`
    this.answers.push({ asked: `${init.method ?? 'GET'} ${path}`, status: response.status, text })
    return response
  }

  /** Which of the words occur in an answer, in any case, each with the request of the first one. */
  found(words: string[]): Record<string, string> {
    const all: Record<string, string> = {}
    for (const word of words) {
      const answer = this.answers.find(({ text }) => text.toLowerCase().includes(word.toLowerCase()))
      if (answer) all[word] = answer.asked
    }
    return all
  }
}

/** A file's name may be percent-encoded in a header. */
function decoded(headers: string): string {
  return `${headers}\n${headers.replace(/%[0-9A-F]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)))}`
}

async function textOf(response: Response): Promise<string> {
  const type = response.headers.get('content-type') ?? ''
  const bytes = Buffer.from(await response.arrayBuffer())
  if (type.includes('spreadsheetml')) {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(bytes as never)
    return JSON.stringify(workbook.worksheets.map((sheet) => sheet.getSheetValues()))
  }
  if (type === 'application/pdf') return (await readPdf(Readable.from([bytes]))).all
  return bytes.toString('utf8')
}
