/** The letter that goes with an export. */
export const readMe = ({
  issuer,
  at,
}: {
  issuer: string
  at: Date
}) => `Everything that ${issuer} holds about you
as of ${at.toISOString()}

profile.json    your name, e-mail address and the provider's id for you, with what you corrected
data/           one file for each class of data, as the database has it; a row on each line
contents.json   each prompt, picture and image: where it lies in this file, or why it is not in it
content/        what this browser's sitting holds, opened for this download only
manifest.json   all files, and what is not given out and why
schema.json     what each file looks like, as JSON Schema (draft 2020-12)

Content of other browsers is sealed to their cookies: nobody but they can open it, and it is forgotten at the moment
that contents.json names. Your library is on your own devices and was never here.

To correct, stop or erase any of it: ${issuer}/account/privacy
`
