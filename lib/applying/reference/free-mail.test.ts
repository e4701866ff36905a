import { expect, test } from 'vitest'
import { isFreeMail } from './free-mail'

test.each(['a@gmail.com', 'a.b+c@GMail.com ', '10086@qq.com', 'a@163.com', 'a@yahoo.com', 'a@mail.ru'])(
  '%s is',
  (email) => expect(isFreeMail(email)).toBe(true),
)

test.each(['a@ustc.edu.cn', 'a@aau.edu.et', 'a@nus.edu.sg', 'a@mails.ucas.ac.cn', 'gmail.com@cam.ac.uk', 'gmail', ''])(
  '%s is not',
  (email) => expect(isFreeMail(email)).toBe(false),
)
