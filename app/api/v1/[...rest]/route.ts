import { problem } from '@/lib/running/api/route'

const nothing = () => problem(404, 'The API has nothing at this address. See /api/v1/openapi.json.')

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT }
