/** Whether a text from outside can be an id: PostgreSQL refuses any other with an error. Pure. */
export const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
