/**
 * How it stands with a file's search for malware. 'waiting': the scanner could not be asked yet, and nobody opens the file;
 * 'infected': it held malware, and the store holds it no more.
 */
export type Scan = 'waiting' | 'clean' | 'infected'
