// Puts this process in the time zone of the script, whatever the machine's. To be imported before anything reads a date.
process.env.TZ = 'Europe/Paris';
