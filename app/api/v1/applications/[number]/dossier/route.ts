export { dossierRoute as GET } from '@/lib/api/routes'
