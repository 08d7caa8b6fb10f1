/* The partner's number of a request stands in the ledger of disclosures, what it bills in a figure of everybody. */
alter table generations drop column partner_request_id;
alter table generations drop column partner_price_micros;
