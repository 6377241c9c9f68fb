namespace PromptGen.BrowserTests;

/// <summary>The faces of the page.</summary>
public enum PageState
{
    Idle,
    InProgress,
    Done,
    Error,
    AskingForNotes,
    WithoutAi,
    AskingToClear,
    Checked,
    Refined,
    Editing,
}

internal static class PageStates
{
    /// <summary>Brings an idle page into a state.</summary>
    public static async Task EnterAsync(this PromptPage page, PageState state, FakeModelServer model)
    {
        var answer = new HeldAnswer(model, string.Join('\n', Enumerable.Repeat("You are the assistant of Cafe Aurora, polite and exact.", 40)), "The end.");
        switch (state)
        {
            case PageState.Idle:
                await Expect(page.Balance).ToContainTextAsync("left");
                break;
            case PageState.InProgress:
                answer.Write(1);
                await page.GenerateAsync(answer.Notes);
                await Expect(page.Result).ToBeVisibleAsync();
                break;
            case PageState.Done:
                answer.Finish();
                await page.GenerateToTheEndAsync(answer.Notes);
                await Expect(page.Cost).ToContainTextAsync("left");
                break;
            case PageState.Error:
                await page.GenerateAsync(answer.Notes);
                await page.Cancel.ClickAsync();
                await Expect(page.Failure).ToBeVisibleAsync();
                break;
            case PageState.AskingForNotes:
                await page.Generate.ClickAsync();
                await Expect(page.Complaint).ToBeVisibleAsync();
                break;
            case PageState.WithoutAi:
                model.On(answer.Notes, ModelBehaviours.Empty());
                await page.GenerateAsync(answer.Notes);
                await Expect(page.Warning).ToBeVisibleAsync();
                break;
            case PageState.AskingToClear:
                answer.Finish();
                await page.GenerateToTheEndAsync(answer.Notes);
                await page.ClearList.ClickAsync();
                await Expect(page.Button("Keep them")).ToBeVisibleAsync();
                break;
            case PageState.Checked:
                await page.AnswerAsync(Checks.Status("Call +1 555 0100.", Checks.Quality));
                await page.GenerateAsync(Checks.Notes);
                await Expect(page.Facts).ToHaveCountAsync(2);
                await page.Facts.Last.ClickAsync();
                break;
            case PageState.Refined:
                answer.Finish();
                await page.GenerateToTheEndAsync(answer.Notes);
                model.On(answer.Notes, ModelBehaviours.Answer("You are the assistant of Cafe Aurora."));
                await page.RefineAsync("Make it shorter.");
                await Expect(page.Versions).ToHaveCountAsync(2);
                await page.Button("Changes").ClickAsync();
                break;
            case PageState.Editing:
                answer.Finish();
                await page.GenerateToTheEndAsync(answer.Notes);
                await page.Edit.ClickAsync();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(state));
        }
    }
}
