/// A part of a query that is no matter of words and phrases alone, resolved against a snapshot.
indirect enum PlannedNode {
  /// Matches no document.
  case nothing
  case group(PlannedGroup)
  case proximity(PlannedProximity)
  case pattern(PlannedPattern)
  case documents(PlannedDocuments)
  case boolean(PlannedBoolean)
}
