-- Drafts are few among hundreds of thousands of vouchers: they are counted, listed and looked for under a
-- lock without reading the others.
CREATE INDEX vouchers_drafts ON vouchers (company_id, date, id) WHERE state = 'draft';
