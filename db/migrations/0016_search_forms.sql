-- Search folds the forms of letters and digits. What may hold such a letter is indexed anew at the next start
-- (lib/listing/index-missing.ts); until then the number finds it.
UPDATE "applications" SET "search" = NULL
WHERE "search" IS NOT NULL
  AND ("search"::text ~ '[^ -~]' OR "applicant_name" ~ '[^ -~]' OR "title" ~ '[^ -~]');
