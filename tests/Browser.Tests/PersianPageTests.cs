namespace PromptGen.BrowserTests;

/// <summary>The page in Persian.</summary>
public sealed class PersianPageTests(Chromium chromium, Site site) : PageTest(chromium)
{
    private static readonly BrowserNewContextOptions Persian = new() { Locale = "fa-IR" };

    [Fact]
    public async Task PersianBrowser_GetsThePageInPersian()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);

        var page = await OpenAsync(site.Url, visitor, Persian);

        await Expect(page.Tab.Locator("html")).ToHaveAttributeAsync("lang", "fa");
        await Expect(page.Tab.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        await Expect(page.Button("بساز")).ToBeVisibleAsync();
        await Expect(page.Balance).ToHaveTextAsync("۱۰٬۰۰۰ توکن باقی مانده۱۴ روز باقی مانده");
        await Expect(page.Count).ToHaveTextAsync("۰ از ۲۰٬۰۰۰");
    }

    [Fact]
    public async Task Language_ChosenByTheUser_ChangesAllOfAFinishedPage_AndStays()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        await page.GenerateToTheEndAsync(HeldAnswer.NewNotes());

        await page.Button("فارسی").ClickAsync();

        await Expect(page.Status).ToHaveTextAsync("پرامپت آماده است");
        await Expect(page.Cost).ToContainTextAsync("توکن مصرف شد");
        await Expect(page.Recent).ToContainTextAsync(["آماده"]);
        await page.Tab.ReloadAsync();
        await Expect(page.Button("English")).ToBeVisibleAsync();
        await page.Button("English").ClickAsync();
        await Expect(page.Generate).ToBeVisibleAsync();
        await Expect(page.Recent).ToContainTextAsync(["Done"]);
    }

    [Fact]
    public async Task PhoneInPersianText_IsNotReversed()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor, Persian);
        await page.AnswerAsync(Checks.Status("تلفن: ۰۷۱-۳۲۲۲۰۱۴۷، رزرو"));
        await page.Tab.Locator("#manual-prompt").FillAsync("کافه نارنج");
        await page.Button("بساز").ClickAsync();
        await Expect(page.Status).ToHaveTextAsync("پرامپت آماده است");

        var isInOrder = await page.Tab.EvaluateAsync<bool>("""
            () => {
              const text = document.querySelector('#result bdi').firstChild;
              const left = at => {
                const range = document.createRange();
                range.setStart(text, at);
                range.setEnd(text, at + 1);
                return range.getBoundingClientRect().left;
              };
              return left(0) < left(2) && left(2) < left(4) && left(4) < left(text.length - 1);
            }
            """);

        Assert.True(isInOrder);
    }

    [Fact]
    public async Task Placeholder_RunsFromRightToLeft()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);

        var page = await OpenAsync(site.Url, visitor, Persian);

        await Expect(page.Tab.Locator("#manual-prompt")).ToHaveCSSAsync("direction", "rtl");
        await page.Tab.Locator("#manual-prompt").FillAsync("Cafe Aurora");
        await Expect(page.Tab.Locator("#manual-prompt")).ToHaveCSSAsync("direction", "ltr");
    }

    [Fact]
    public async Task Facts_StandBesideTheirSign_InWhateverDirectionTheyRun()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        await page.AnswerAsync(Checks.Status("پلاک ۱۲، ۹ تا ۲۱", Checks.PersianQuality));
        await page.GenerateAsync("پلاک ۱۲، ۹ تا ۲۱");
        await Expect(page.Facts).ToHaveCountAsync(2);

        Assert.All(await GapsAsync(), gap => Assert.InRange(gap, 0, 20));
        await page.Button("فارسی").ClickAsync();
        await Expect(page.Tab.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        Assert.All(await GapsAsync(), gap => Assert.InRange(gap, 0, 20));

        Task<double[]> GapsAsync() => page.Tab.EvaluateAsync<double[]>("""
            [...document.querySelectorAll('.fact')].map(fact => {
              const words = document.createRange();
              words.selectNodeContents(fact.querySelector('.text'));
              const [sign, text] = [fact.querySelector('.sign'), words].map(part => part.getBoundingClientRect());
              return document.documentElement.dir === 'rtl' ? sign.left - text.right : text.left - sign.right;
            })
            """);
    }

    [Fact]
    public async Task AccountError_IsToldInPersian()
    {
        using var visitor = await site.NewVisitorAsync(new AccountState(250), Cancellation);
        var page = await OpenAsync(site.Url, visitor, Persian);
        await page.Tab.Locator("#manual-prompt").FillAsync(HeldAnswer.NewNotes());

        await page.Button("بساز").ClickAsync();

        await Expect(page.Failure).ToHaveTextAsync("توکن کافی نیست");
        await Expect(page.Advice).ToContainTextAsync("۲۵۰ توکن");
        await Expect(page.Button("دوباره تلاش کن")).ToBeVisibleAsync();
    }
}
