/// A clause, or several equal ones, over the fields in which it is looked for.
struct PlannedGroup {
  var clause: Clause

  /// How often the query says the same.
  var multiplicity: Int

  /// One for each field that has the word or the words of the phrase.
  var members: [PlannedMember]
}
