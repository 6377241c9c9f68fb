namespace PromptGen.Prompts.Facts;

/// <summary>Finds e-mail addresses, web addresses and handles.</summary>
internal static class AddressScan
{
    public static void Run(Scan scan)
    {
        var text = scan.Text;
        for (var at = 0; at < text.Length;)
        {
            if (!IsPart(text[at]))
            {
                at++;
                continue;
            }

            var end = at;
            var isAddress = false;
            while (IsPart(text[end]))
                isAddress |= text[end++] is '.' or '@' or '/';
            if (isAddress)
                Read(scan, at, end);
            at = end;
        }

        HandleScan.Run(scan);
    }

    /// <summary>A run of characters that addresses are made of: one or none stands in it.</summary>
    private static void Read(Scan scan, int start, int end)
    {
        var text = scan.Text;
        while (start < end && text[start] is '.' or '-' or '_' or '/' or ':' or '&' or '=' or '?' or '+' or '%' or '\'' or '~')
            start++;
        while (end > start && text[end - 1] is '.' or ',' or ':' or ';' or '?' or '!' or '-' or '_' or '\'' or '&' or '=' or '~' or '*')
            end--;
        if (end - start < 2)
            return;

        var run = text.Slice(start, end);
        // Words such as "mail:" or "web:" stand before an address without a blank.
        var label = run.IndexOf(':');
        if (label >= 0 && !run[label..].StartsWith("://", StringComparison.Ordinal) && run[..label].IndexOfAny('.', '@', '/') < 0 && label + 1 < run.Length && !char.IsAsciiDigit(run[label + 1]))
        {
            Read(scan, start + label + 1, end);
            return;
        }

        var mark = run.IndexOf('@');
        var scheme = run.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
            AddUrl(scan, start, end, scheme + 3);
        else if (mark > 0 && Domains.EndOf(run[(mark + 1)..], isNamed: true) is > 0 and var domain && run[..mark].IndexOf('/') < 0)
            scan.Add(FactKind.Email, start, start + mark + 1 + domain, run[..(mark + 1 + domain)].ToString());
        else if (mark < 0 && Domains.EndOf(run, run.StartsWith("www.", StringComparison.Ordinal)) > 0)
            AddUrl(scan, start, end, 0);
    }

    private static void AddUrl(Scan scan, int start, int end, int skipped)
    {
        var text = scan.Text;
        var rest = text.Slice(start + skipped, end);
        if (rest.StartsWith("www.", StringComparison.Ordinal))
            rest = rest[4..];
        var domain = Domains.EndOf(rest, isNamed: skipped > 0 || rest.Length < end - start - skipped);
        if (domain <= 0)
            return;
        // What follows a domain belongs to the address only where it begins as a path, a query or a port.
        if (domain < rest.Length && rest[domain] is not ('/' or '?' or '#' or ':'))
        {
            end -= rest.Length - domain;
            rest = rest[..domain];
        }

        var host = rest[..domain];
        var path = rest[domain..].TrimEnd('/');
        var name = path.TrimStart('/').TrimStart('@');
        if (name.Length > 0 && name.IndexOfAny('/', '?') < 0 && Domains.IsNetwork(host))
            scan.Add(FactKind.Handle, start, end, name.ToString());
        else
            scan.Add(FactKind.Url, start, end, $"{host}{path}");
    }

    /// <summary>Letters of all alphabets, for domains have them; not those of scripts that need no blanks, where an address may touch a word.</summary>
    private static bool IsPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '@' or '/' or '-' or '_' or ':' or '?' or '&' or '=' or '%' or '#' or '+' or '~' or '!' or '\''
        || (c is >= '\u00C0' and < '\u0590' && char.IsLetter(c));
}
