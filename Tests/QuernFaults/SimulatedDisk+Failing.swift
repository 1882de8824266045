extension SimulatedDisk {
  /// Does something while one call fails, or it and all after it, as on a disk that is full.
  ///
  /// - Returns: whether the call came.
  package func failing(at call: Int, forGood: Bool, _ action: () throws -> Void) rethrows -> Bool {
    // Every other call does a part of its work all the same.
    setPlan(
      FaultPlan(
        firstCall: call, failureCount: forGood ? .max : 1, code: 28,
        effect: call.isMultiple(of: 2) ? .nothing : .something))
    defer { setPlan(nil) }
    try action()
    return failureCount > 0
  }
}
