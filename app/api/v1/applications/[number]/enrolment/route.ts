export { enrolmentRoute as PUT } from '@/lib/running/api/routes'
