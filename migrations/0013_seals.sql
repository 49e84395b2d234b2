-- No table changes. From here on every event carries digests of the rows its change wrote
-- (store::seal); the rows that stand already are sealed as they are found, by events of their own.
SELECT 1;
