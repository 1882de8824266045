/// Words near each other, over the fields in which they are looked for.
struct PlannedProximity {
  struct Member {
    var scoring: PlannedScoring

    /// The words in the order of the query, equal ones once.
    var words: [PlannedWord]
    var matcher: ProximityMatcher
  }

  var clause: Clause
  var members: [Member]
}
