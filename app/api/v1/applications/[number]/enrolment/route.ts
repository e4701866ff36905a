export { enrolmentRoute as PUT } from '@/lib/api/routes'
