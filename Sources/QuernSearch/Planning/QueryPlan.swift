/// A query resolved against a snapshot: which lists to walk, and what each is worth.
struct QueryPlan {
  /// Groups that every hit matches.
  var required: [PlannedGroup] = []

  /// Groups that add to the score; without a required one, a hit matches at least one of them.
  var optional: [PlannedGroup] = []

  /// What every hit meets, and what adds nothing to the score.
  var conditions = PlannedConditions()

  /// Groups that no hit matches.
  var prohibited: [PlannedGroup] = []

  /// Why no document can match; `nil` where some may.
  var emptyReason: EmptyReason?

  /// The whole query, where it is more than lists of words and phrases; the groups are empty then.
  var tree: PlannedNode?

  /// What the user should know of how the query was understood.
  var notices: [SearchNotice] = []
}
