namespace PromptGen.Silo.Redis;

/// <summary>A membership table whose operations end in time, so that a silo never loses sight of the cluster for good.</summary>
public sealed class InTimeMembershipTable(IMembershipTable table) : IMembershipTable
{
    /// <inheritdoc />
    public Task InitializeMembershipTable(bool tryInitTableVersion) =>
        table.InitializeMembershipTableAsync(tryInitTableVersion, CancellationToken.None).InTime();

    /// <inheritdoc />
    public Task DeleteMembershipTableEntries(string clusterId) =>
        table.DeleteMembershipTableEntriesAsync(clusterId, CancellationToken.None).InTime();

    /// <inheritdoc />
    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) =>
        table.CleanupDefunctSiloEntriesAsync(beforeDate, CancellationToken.None).InTime();

    /// <inheritdoc />
    public Task<MembershipTableData> ReadRow(SiloAddress key) => table.ReadRowAsync(key, CancellationToken.None).InTime();

    /// <inheritdoc />
    public Task<MembershipTableData> ReadAll() => table.ReadAllAsync(CancellationToken.None).InTime();

    /// <inheritdoc />
    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
        table.InsertRowAsync(entry, tableVersion, CancellationToken.None).InTime();

    /// <inheritdoc />
    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        table.UpdateRowAsync(entry, etag, tableVersion, CancellationToken.None).InTime();

    /// <inheritdoc />
    public Task UpdateIAmAlive(MembershipEntry entry) => table.UpdateIAmAliveAsync(entry, CancellationToken.None).InTime();
}
