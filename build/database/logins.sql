-- The database, and one login for each job. Run by sa with sqlcmd, before the migrator and again after it; running it twice changes nothing.
-- MIGRATOR_PASSWORD and WEB_PASSWORD come from the environment; they must not contain a single quote.
:on error exit
SET NOCOUNT ON;
IF DB_ID(N'DaCase') IS NULL CREATE DATABASE DaCase;
GO
IF SUSER_ID(N'dacase_migrator') IS NULL CREATE LOGIN dacase_migrator WITH PASSWORD = N'$(MIGRATOR_PASSWORD)';
IF SUSER_ID(N'dacase_web') IS NULL CREATE LOGIN dacase_web WITH PASSWORD = N'$(WEB_PASSWORD)';
GO
USE DaCase;
GO
IF USER_ID(N'dacase_migrator') IS NULL CREATE USER dacase_migrator FOR LOGIN dacase_migrator;
IF USER_ID(N'dacase_web') IS NULL CREATE USER dacase_web FOR LOGIN dacase_web;
ALTER ROLE db_owner ADD MEMBER dacase_migrator;
ALTER ROLE db_datareader ADD MEMBER dacase_web;
ALTER ROLE db_datawriter ADD MEMBER dacase_web;
GO
-- The web adds to the audit log and reads it. It never changes or removes a row, so that it need not be able to.
IF OBJECT_ID(N'dbo.AuditEvents') IS NOT NULL DENY UPDATE, DELETE ON dbo.AuditEvents TO dacase_web;
GO
