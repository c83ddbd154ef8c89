-- Written from the manual and reviewed, but never run.
DROP TABLE TWITCH_OAUTH_TOKEN;
DROP TABLE TWITCH_OAUTH_TOKEN_LEASE;
