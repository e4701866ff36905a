import type postgres from 'postgres'

/**
 * Makes submitted applications for the list up to `target`, by SQL only: names, titles and abstracts of frequent and
 * mostly rare words, three requests each, and for every second one three reviews.
 */
export async function fillListTo(sql: postgres.Sql, target: number): Promise<void> {
  await sql`create table if not exists bench_texts (row int primary key, abstract tsvector)`
  await sql`
    insert into bench_texts
    select n, setweight(to_tsvector('simple', (
      select string_agg('word' || floor(4000 * random() ^ 3)::int, ' ') from generate_series(1, 200) where n > 0)), 'C')
    from generate_series(1, 2000) n on conflict do nothing`
  const [{ have } = { have: 0 }] = await sql<{ have: number }[]>`
    select count(*)::int as have from applications where submitted_at is not null`
  const names = ['Amina', 'Wei', 'José', 'Fatima', 'Ivan', 'Noor', 'Chidi', 'Anh', 'Ravi', 'Sofía']
  const families = ['Okafor', 'Li', 'García', 'Khan', 'Petrov', 'Mensah', 'Nguyen', 'Sharma', 'Haile', 'Rahman']
  await sql`
    with made as (
      select n, gen_random_uuid() as person, random() as r,
        (${names}::text[])[1 + floor(random() * 10)::int] || ' ' || (${families}::text[])[1 + floor(random() * 10)::int] || ' ' || n as name,
        'Study of ' || case when random() < 0.02 then 'soil carbon' when random() < 0.3 then 'water' else 'matter' end
          || ' by word' || floor(4000 * random() ^ 3)::int as title, random() < 0.02 as chinese
      from generate_series(${have + 1}::int, ${target}::int) n
    ), persons as (
      insert into people (id, email, name, email_verified_at)
      select person, person || '@bench.example', name, now() from made
    )
    insert into applications (call_id, person_id, track, institution, number, state, submitted_at, applicant_name, title,
      country, programme, language, gender, search, passport_key, person_key, score, reviews_in)
    select c.id, made.person, case when n % 5 < 3 then 'phd' else 'masters' end,
      case when r < 0.2 then 'ustc' when r < 0.4 then 'ucas' else i.keys[1 + floor(random() * cardinality(i.keys))::int] end,
      'ANSO-2021-' || case when n % 5 < 3 then 'P' else 'M' end || '-' || lpad(n::text, 6, '0'),
      (array['submitted', 'eligible', 'under-review', 'under-review', 'ineligible'])[1 + n % 5]::application_state,
      now() - n * interval '1 second', name,
      title || case when chinese then ' 土壤' else '' end,
      (array['NG', 'PK', 'ET', 'BD', 'IN', 'KE', 'VN', 'EG', 'BR', 'GH', 'NP', 'LK', 'PE', 'MA', 'TZ'])[1 + floor(15 * random() ^ 2)::int],
      p.keys[1 + floor(random() * cardinality(p.keys))::int],
      (array['english', 'chinese', 'both'])[1 + n % 3], (array['female', 'male'])[1 + n % 2],
      setweight(to_tsvector('simple', name), 'A') || setweight(to_tsvector('simple', title), 'B') || t.abstract
        || case when chinese then '''土'':9B ''壤'':10B'::tsvector else '' end,
      case when n % 50 = 0 then 'passport' || n / 100 else 'passport-' || n end, 'person-' || n,
      case when n % 2 = 0 then round((10 * random())::numeric, 2)::float8 end, case when n % 2 = 0 then 3 else 0 end
    from made
    join bench_texts t on t.row = 1 + made.n % 2000
    cross join (select id from calls where slug = '2021') c
    cross join lateral (select array_agg(key) as keys from institutions where call_id = c.id) i
    cross join lateral (
      select array_agg(value ->> 'key') as keys from calls, jsonb_array_elements(definition -> 'programmes') where id = c.id) p`
  await sql`
    insert into reference_requests (application_id, kind, state, name, email, mailbox, invited_at, answered_at)
    select a.id, k.kind::request_kind, s.state::request_state, 'Somebody', k.box, k.box, now(), now()
    from applications a
    cross join (values ('referee', 'one@bench.example'), ('referee', 'two@bench.example'), ('supervisor', 'three@bench.example'))
      as k(kind, box)
    cross join lateral (select case when hashtext(a.id::text || k.box) % 10 = 0 then 'invited' else 'received' end as state) s
    where not exists (select from reference_requests q where q.application_id = a.id)`
  await sql`vacuum analyze`
  await sql`checkpoint`
}
