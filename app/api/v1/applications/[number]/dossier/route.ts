export { dossierRoute as GET } from '@/lib/running/api/routes'
